import { expect, it } from 'vitest';
import type { AssessmentView } from '../../core/contract/assessment.ts';
import { createI18n } from '../i18n.ts';
import { blankForm, type FormValues } from './form-values.ts';
import { januaryVisit } from './page-fixture.tsx';
import { doubtsOf } from './use-doubts.ts';

const girl = { dateOfBirth: '2016-02-11', sex: 'F' } as const;
const history: readonly AssessmentView[] = [{ ...januaryVisit, measuredAt: Date.now() - 300 * 86_400_000 }];
const words = { en: createI18n('en'), ar: createI18n('ar') };

/** One case for every rule, at ten years of age, after a visit with 138 cm and 33 kg. */
const cases: readonly (readonly [rule: string, field: string, typed: Partial<FormValues>])[] = [
  ['unusualForAge', 'heightCm', { heightCm: '165' }],
  ['unusualForAge', 'heartRatePerMin', { heartRatePerMin: '140' }],
  ['unusualForAge', 'respiratoryRatePerMin', { respiratoryRatePerMin: '40' }],
  ['unusual', 'temperatureCel', { temperatureCel: '38.2' }],
  ['unusual', 'oxygenSaturationPct', { oxygenSaturationPct: '94' }],
  ['unusual', 'waistCm', { waistCm: '35' }],
  ['urgent', 'temperatureCel', { temperatureCel: '39.5' }],
  ['urgent', 'oxygenSaturationPct', { oxygenSaturationPct: '91' }],
  ['shrunk', 'heightCm', { heightCm: '136' }],
  ['grewFast', 'heightCm', { heightCm: '155' }],
  ['weightChanged', 'weightKg', { weightKg: '41' }],
  ['waistAboveHalfHeight', 'waistCm', { waistCm: '75', heightCm: '140' }],
  ['lowForAge', 'systolicMmHg', { systolicMmHg: '85', diastolicMmHg: '50' }],
  ['lowForAge', 'diastolicMmHg', { systolicMmHg: '100', diastolicMmHg: '38' }],
  ['repeatPressure', 'systolicMmHg', { systolicMmHg: '120', diastolicMmHg: '80' }],
  ['heightAndWeightSwapped', 'weightKg', { heightCm: '60', weightKg: '140' }],
  [
    'feverBackToClass',
    'temperatureCel',
    { kind: 'clinic', disposition: 'backToClass', temperatureCel: '38' },
  ],
  ['severePain', 'painScore', { painScore: '7' }],
  ['hearingFinding', 'hearingLeft2000Db', { kind: 'comprehensive', hearingLeft2000Db: '30' }],
  ['trunkRotationFinding', 'trunkRotationDeg', { kind: 'comprehensive', trunkRotationDeg: '7' }],
  ['unusualBmi', 'weightKg', { heightCm: '140', weightKg: '50', bmiZScore: '3.2' }],
  ['implausibleBmi', 'weightKg', { heightCm: '140', weightKg: '90', bmiZScore: '5.4' }],
];

it.each(cases)('warns %s at %s, in words of both languages, and never blocks', (rule, field, typed) => {
  const values = { ...blankForm('annual', '2026-11-24'), ...typed };

  const doubts = doubtsOf(values, girl, history, null);

  const found = doubts.find((doubt) => doubt.field === field);
  expect(found?.warnings.map((warning) => warning.rule)).toContain(rule);
  for (const { exists } of Object.values(words)) expect(exists(`assessment:warnings.${rule}`)).toBe(true);
});

it('says nothing of usual values', () => {
  const usual = { heightCm: '141', weightKg: '34', waistCm: '60', systolicMmHg: '100', diastolicMmHg: '60' };

  expect(doubtsOf({ ...blankForm('annual', '2026-11-24'), ...usual }, girl, history, null)).toEqual([]);
});

it('keeps the name of a doubt while values that its rule does not look at change', () => {
  const values = { ...blankForm('annual', '2026-11-24'), heightCm: '165' };
  const idOf = (form: FormValues) =>
    doubtsOf(form, girl, [], null).find(({ field }) => field === 'heightCm')?.id;

  expect(idOf({ ...values, weightKg: '45' })).toBe(idOf(values));
  expect(idOf({ ...values, heightCm: '166' })).not.toBe(idOf(values));
});
