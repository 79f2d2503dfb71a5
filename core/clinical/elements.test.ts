import { describe, expect, it } from 'vitest';
import { schoolElements } from './elements.ts';
import { requiredTogether } from './required-together.ts';

it('lists all 32 elements, once each, and sends those of the four interfaces', () => {
  expect(schoolElements.map(({ number }) => number)).toEqual(
    Array.from({ length: 32 }, (_, index) => index + 1),
  );
  const sent = schoolElements.filter((element) => element.interface !== 'local');
  expect(sent.every(({ place }) => place !== null)).toBe(true);
});

describe('requiredTogether', () => {
  const rules = (answers: Parameters<typeof requiredTogether>[0]) =>
    requiredTogether(answers).map(({ path, rule }) => `${path.join('.')} ${rule}`);

  it('asks why vision was not tested, which other lenses, and where a referral goes', () => {
    expect(rules({ vision: { performed: false } })).toEqual(['vision.notPerformedReason reasonNeeded']);
    expect(rules({ vision: { lens: 'other', lensOther: ' ' } })).toEqual(['vision.lensOther reasonNeeded']);
    expect(rules({ vision: {}, referral: { referred: true } })).toEqual([
      'record.referral.to referredToNeeded',
    ]);
  });

  it('refuses acuity with lenses that are not worn, and a test that was and was not made', () => {
    expect(rules({ vision: { lens: 'none', rightCorrected: '6/6' } })).toEqual(['vision.lens lensNeeded']);
    expect(rules({ vision: { performed: false, notPerformedReason: 'Absent', right: '6/6' } })).toEqual([
      'vision.performed testedAfterAll',
    ]);
  });

  it('is content with complete answers', () => {
    expect(
      rules({
        vision: { performed: true, lens: 'other', lensOther: 'Prism', right: '6/6', rightCorrected: '6/6' },
        referral: { referred: true, to: 'Optometrist' },
      }),
    ).toEqual([]);
    expect(
      rules({ vision: { performed: false, notPerformedReason: 'Absent' }, referral: { referred: false } }),
    ).toEqual([]);
  });
});
