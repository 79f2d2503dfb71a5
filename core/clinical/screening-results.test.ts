import { expect, it } from 'vitest';
import { isFinding, localMeasurementKeys } from './local-measurements.ts';
import { sectionsDue } from './screening-plan.ts';
import {
  anaemiaLimit,
  haemoglobinResult,
  hasSectionFinding,
  hearingResult,
  scoliosisResult,
} from './screening-results.ts';

it('takes a second look at strong pain, a turned trunk and a raised hearing threshold', () => {
  const findings = (value: number) => localMeasurementKeys.filter((key) => isFinding(key, value));

  expect(findings(0)).toEqual([]);
  expect(findings(7)).toEqual(['painScore', 'trunkRotationDeg']);
  expect(findings(25)).toEqual(['painScore', 'trunkRotationDeg']);
  expect(findings(26)).toHaveLength(10);
});

it('calls hearing normal when both ears heard every tone of the screening, abnormal for one that was not', () => {
  const heard = {
    hearingRight1000Db: 20,
    hearingLeft1000Db: 25,
    hearingRight2000Db: 0,
    hearingLeft2000Db: -10,
    hearingRight4000Db: 25,
    hearingLeft4000Db: 25,
  };

  expect(hearingResult(heard)).toBe('normal');
  expect(hearingResult({ ...heard, hearingLeft4000Db: undefined })).toBeNull();
  expect(hearingResult({ hearingLeft500Db: 26 })).toBe('abnormal');
  expect(hearingResult({})).toBeNull();
});

it('refers a trunk that turns by 7 degrees', () => {
  expect([0, 6, 7].map((trunkRotationDeg) => scoliosisResult({ trunkRotationDeg }))).toEqual([
    'normal',
    'normal',
    'abnormal',
  ]);
  expect(scoliosisResult({})).toBeNull();
});

it('knows from which haemoglobin on a child is not anaemic', () => {
  expect([1, 4, 5, 11, 12, 14].map((age) => anaemiaLimit(age, 'M'))).toEqual([null, 11, 11.5, 11.5, 12, 12]);
  expect([anaemiaLimit(15, 'M'), anaemiaLimit(15, 'F')]).toEqual([13, 12]);
  expect([11.4, 11.5].map((value) => haemoglobinResult(value, 9, 'F'))).toEqual(['abnormal', 'normal']);
  expect(haemoglobinResult(11.4, null, 'F')).toBeNull();
});

it('tells whether any section found something, and never by the depression screening', () => {
  const normal = { result: 'normal' } as const;
  const abnormal = { result: 'abnormal' } as const;
  const sound = {
    physicalExamination: { heart: normal, skin: normal },
    dental: { result: 'healthy' },
    hearing: normal,
    bloodTest: {},
  };

  const found = (record: Parameters<typeof hasSectionFinding>[0], ageYears: number | null = 9) =>
    hasSectionFinding(record, { ageYears, sex: 'F' });

  expect(found({})).toBe(false);
  expect(found({ screening: sound, local: { painScore: 9 } })).toBe(false);
  expect(found({ screening: { ...sound, ...{ depression: abnormal } } })).toBe(false);
  expect(found({ screening: { physicalExamination: { heart: abnormal } } })).toBe(true);
  expect(found({ screening: { dental: { result: 'needsCare' } } })).toBe(true);
  expect(found({ screening: { bloodTest: abnormal } })).toBe(true);
  expect(found({ local: { trunkRotationDeg: 7 } })).toBe(true);
  // The nurse's own word counts before a number that was measured on the way to it.
  expect(found({ screening: { hearing: normal }, local: { hearingLeft500Db: 40 } })).toBe(false);
  expect(found({ screening: { bloodTest: { haemoglobinGPerDl: 11.4 } } })).toBe(true);
  expect(found({ screening: { bloodTest: { haemoglobinGPerDl: 11.4, result: 'normal' } } })).toBe(false);
  expect(found({ screening: { bloodTest: { haemoglobinGPerDl: 11.4 } } }, null)).toBe(false);
});

it('plans two sections for an annual screening, and smoking and depression by age and grade', () => {
  expect(sectionsDue('annual', '7', 12)).toEqual(['healthEducation', 'immunisationReview']);
  expect(sectionsDue('comprehensive', 'KG1', 4)).not.toContain('smoking');
  expect(sectionsDue('comprehensive', 'KG1', 4)).not.toContain('depression');
  expect(sectionsDue('comprehensive', '5', 10)).toContain('smoking');
  expect(sectionsDue('comprehensive', 'Grade 9', 14)).toContain('depression');
  expect(sectionsDue('comprehensive', 'Year 10', 14)).toContain('depression');
});
