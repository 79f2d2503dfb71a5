import { expect, it } from 'vitest';
import type { AssessmentView } from '../../core/contract/assessment.ts';
import { lastGrowth, lastValues } from './last-values.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 24);

function visit(daysAgo: number, measurements: Record<string, number>, vision = {}): AssessmentView {
  const at = now - daysAgo * day;
  const times = { visitStartedAt: at, measuredAt: at, savedAt: at };
  const rest = {
    visitNumber: 'V1',
    savedBy: 'huda',
    notes: '',
    messages: [],
    versions: [],
    enteredInError: null,
  };
  return { id: String(daysAgo), kind: 'annual', ...times, measurements, vision, ...rest };
}

it('shows the latest value of each field, also from an older visit', () => {
  const last = lastValues([
    visit(10, { heightCm: 138 }, { right: '6/6', wearsGlasses: false }),
    visit(400, { heightCm: 130, weightKg: 28 }, { right: '6/12' }),
  ]);

  expect(last.heightCm).toEqual({ value: '138', at: now - 10 * day });
  expect(last.weightKg).toEqual({ value: '28', at: now - 400 * day });
  expect(last.right?.value).toBe('6/6');
  expect(Object.keys(last).toSorted()).toEqual(['heightCm', 'right', 'weightKg']);
});

it('compares growth with the latest visit that measured it', () => {
  const history = [visit(5, { temperatureCel: 37 }), visit(305, { heightCm: 130 })];

  expect(lastGrowth(history, now)).toEqual({ heightCm: 130, monthsAgo: expect.closeTo(10.02, 2) });
  expect(lastGrowth([], now)).toBeUndefined();
});
