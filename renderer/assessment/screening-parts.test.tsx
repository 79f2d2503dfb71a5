import { expect, it } from 'vitest';
import { blankForm } from './form-values.ts';
import { partsInSight, stateOf } from './ScreeningSection.tsx';

const comprehensive = blankForm('comprehensive', '2026-11-24');

it('shows the parts that are due: two in an annual screening, depression in grade 9 alone', () => {
  expect(partsInSight(blankForm('annual', '2026-11-24'), '7', 12)).toEqual([
    'healthEducation',
    'immunisationReview',
  ]);
  expect(partsInSight(comprehensive, '5', 10)).not.toContain('depression');
  expect(partsInSight(comprehensive, 'Grade 9', 14)).toContain('depression');
  expect(partsInSight(comprehensive, 'KG1', 4)).not.toContain('smoking');
});

it('keeps a part in sight that holds something, whatever is due', () => {
  const values = { ...comprehensive, kind: 'annual', depressionNote: 'Talked with her' } as const;

  expect(partsInSight(values, '7', 12)).toEqual(['depression', 'healthEducation', 'immunisationReview']);
});

it('calls a part abnormal by the nurse’s word or by a number', () => {
  expect(stateOf('hearing', { ...comprehensive, hearing: 'abnormal' })).toBe('abnormal');
  expect(stateOf('hearing', { ...comprehensive, hearingLeft500Db: '26' })).toBe('abnormal');
  expect(stateOf('hearing', { ...comprehensive, hearingLeft500Db: '25' })).toBe('entered');
  expect(stateOf('scoliosis', { ...comprehensive, trunkRotationDeg: '7' })).toBe('abnormal');
});
