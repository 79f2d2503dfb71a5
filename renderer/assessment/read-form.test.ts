import { expect, it } from 'vitest';
import { measurementKeys, measurements } from '../../core/clinical/measurements.ts';
import { blankForm, type FormValues } from './form-values.ts';
import { faultsOf, measurementRule, readForm } from './read-form.ts';

const id = '7b0d9f5e-8f4c-4c47-9a52-1f1f0a0a0001';
// 24 November 2026, 10:00 in Dubai.
const now = Date.UTC(2026, 10, 24, 6);
const blank = blankForm('annual', '2026-11-24');

function read(values: Partial<FormValues>) {
  return readForm({ ...blank, ...values }, id, 7, now);
}

function inputOf(values: Partial<FormValues>) {
  const found = read(values);
  if (!found.ok) throw new Error(JSON.stringify(found.faults));
  return found.input;
}

it('hands over what was entered and nothing else', () => {
  const input = inputOf({ heightCm: '138,5', weightKg: '٣٣٫٢', notes: ' well ' });

  expect(input).toEqual({
    id,
    studentId: 7,
    kind: 'annual',
    visitStartedAt: now,
    measuredAt: now,
    measurements: { heightCm: 138.5, weightKg: 33.2 },
    vision: {},
    notes: 'well',
  });
});

it.each(measurementKeys)('takes %s at both limits and refuses it just outside', (key) => {
  const { min, max, decimals } = measurements[key];
  const step = 10 ** -decimals;

  expect(measurementRule(key, String(min))).toBeNull();
  expect(measurementRule(key, String(max))).toBeNull();
  expect(measurementRule(key, (min - step).toFixed(decimals))).toBe('range');
  expect(measurementRule(key, (max + step).toFixed(decimals))).toBe('range');
});

it('rounds to the decimals that are sent before it looks at the limits', () => {
  expect(inputOf({ temperatureCel: '36.75' }).measurements).toEqual({ temperatureCel: 36.8 });
  expect(inputOf({ heartRatePerMin: '79.5' }).measurements).toEqual({ heartRatePerMin: 80 });
});

it('names every field that is no possible number', () => {
  expect(read({ heightCm: '300', weightKg: '1.2.3', waistCm: '60' })).toEqual({
    ok: false,
    faults: [
      { field: 'heightCm', rule: 'range' },
      { field: 'weightKg', rule: 'number' },
    ],
  });
});

it('does not save an empty form, nor one without a date', () => {
  expect(read({})).toEqual({ ok: false, faults: [{ field: 'heightCm', rule: 'nothingEntered' }] });
  expect(read({ heightCm: '138', visitDate: '' })).toEqual({
    ok: false,
    faults: [{ field: 'visitDate', rule: 'missing' }],
  });
});

it('asks for both pressures, the upper one above the lower', () => {
  expect(read({ systolicMmHg: '110' })).toEqual({
    ok: false,
    faults: [{ field: 'diastolicMmHg', rule: 'bothPressures' }],
  });
  expect(read({ systolicMmHg: '70', diastolicMmHg: '110' })).toEqual({
    ok: false,
    faults: [{ field: 'diastolicMmHg', rule: 'diastolicBelowSystolic' }],
  });
});

it('sends vision with glasses only while glasses are worn', () => {
  const eyes = { right: '6/12', rightCorrected: '6/6' } as const;

  expect(inputOf({ ...eyes, wearsGlasses: true }).vision).toEqual({
    right: '6/12',
    rightCorrected: '6/6',
    wearsGlasses: true,
    lens: 'glasses',
  });
  expect(inputOf({ ...eyes, wearsGlasses: false }).vision).toEqual({ right: '6/12' });
});

it('notes an earlier visit at noon of its day in Dubai', () => {
  expect(inputOf({ notes: 'x', visitDate: '2026-11-20' }).measuredAt).toBe(Date.UTC(2026, 10, 20, 8));
});

it('finds the fields of the form that main refused', () => {
  const refused = ['measurements.heightCm', 'vision.left', 'measuredAt', 'vision.lens', 'studentId'];

  expect(faultsOf(refused.map((path) => ({ path, rule: 'invalid' }))).map(({ field }) => field)).toEqual([
    'heightCm',
    'left',
    'visitDate',
    'wearsGlasses',
  ]);
});
