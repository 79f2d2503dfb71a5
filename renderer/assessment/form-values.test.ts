import { expect, it } from 'vitest';
import { blankForm, fromDraftFields, isBlank, newRow, toDraftFields } from './form-values.ts';

const blank = blankForm('annual', '2026-11-24');

it('starts without any clinical value', () => {
  const { kind, visitDate, ...clinical } = blank;

  expect({ kind, visitDate }).toEqual({ kind: 'annual', visitDate: '2026-11-24' });
  expect(new Set(Object.values(clinical).map((value) => value.length))).toEqual(new Set([0]));
});

it('is blank until something clinical is entered, whatever the type and date of the visit', () => {
  expect(isBlank({ ...blank, kind: 'clinic', visitDate: '2026-11-01' })).toBe(true);
  expect(isBlank({ ...blank, notes: '  ' })).toBe(true);
  expect(isBlank({ ...blank, notes: 'fever' })).toBe(false);
  expect(isBlank({ ...blank, lens: 'none' })).toBe(false);
  expect(isBlank({ ...blank, heightCm: '0' })).toBe(false);
  expect(isBlank({ ...blank, diagnoses: [{ code: 'R50.9', text: 'Fever' }] })).toBe(false);
});

it('comes back from a draft as it was typed, valid or not', () => {
  const typed = {
    ...blank,
    kind: 'clinic',
    visitDate: '2026-11-20',
    timeIn: '9:5x',
    heightCm: '1.3.8',
    right: '6/7.5',
    left: 'notTestable',
    lens: 'glasses',
    colour: 'abnormal',
    outcome: 'refer',
    medications: [newRow('medications', { name: 'Paracetamol', dose: '5 ml', time: '10:' })],
    notes: 'ألم في الأذن\nsince Monday',
  } as const;

  expect(fromDraftFields(toDraftFields(typed), blank)).toEqual(typed);
});

it('leaves blank what a draft holds and the form does not offer', () => {
  const form = fromDraftFields(
    {
      kind: 'dental',
      visitDate: '31/02/2026',
      right: '20/20',
      colour: 'maybe',
      heartRate: '80',
      medications: '[{',
      conditions: '7',
    },
    blank,
  );

  expect(form).toEqual(blank);
});
