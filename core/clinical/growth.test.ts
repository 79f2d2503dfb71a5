import { describe, expect, it } from 'vitest';
import { bmiClass, bmiClassByZ, bmiClassOfAdult } from './bmi-class.ts';
import { readGrowthReference, referenceMonths } from './growth-file.ts';
import { bmiZScore } from './growth-reference.ts';
import { screeningOf } from './screening-plan.ts';
import { warningsOf } from './warnings.ts';

/** The first published row for boys, and invented ones beside it: enough to test the arithmetic, no reference data. */
const boys = '1\t60\t-0.7151\t15.2679\t0.08366\n1\t61\t-0.8151\t15.4679\t0.08566';

/** Rows of a whole file: the given ones first, then invented ones up to the last month. */
function fileOf(first = boys, from = 62, girlsFrom = 60): string {
  const filled = (sex: number, start: number) =>
    Array.from({ length: 229 - start }, (_, index) => `${sex}\t${start + index}\t0\t15\t0.1`);
  return ['sex\tage\tl\tm\ts', first, ...filled(1, from), ...filled(2, girlsFrom)].join('\n');
}

const file = fileOf();

function reference(text = file) {
  const read = readGrowthReference(text);
  if (!read.ok) throw new Error(`${read.fault.code} ${'line' in read.fault ? read.fault.line : ''}`);
  return read.reference;
}

describe('bmiZScore', () => {
  it.each([
    [15.3, 0],
    [14.1, -1],
    [16.6, 1],
    [13.0, -2],
    [18.2, 2],
    [12.1, -3],
    [20.1, 3],
  ])('gives a boy of 60 months with BMI %d about %d, as the published curves do', (bmi, expected) => {
    expect(Math.abs((bmiZScore(reference(), 'M', 60, bmi) ?? 99) - expected)).toBeLessThan(0.06);
  });

  it('goes on in a straight line beyond three', () => {
    const at = (bmi: number) => bmiZScore(reference(), 'M', 60, bmi) ?? Number.NaN;
    const sd = (k: number) => 15.2679 * (1 - 0.7151 * 0.08366 * k) ** (1 / -0.7151);

    expect(at(sd(3) + 2 * (sd(3) - sd(2)))).toBe(5);
    expect(at(sd(-3) - (sd(-2) - sd(-3)))).toBe(-4);
  });

  it('interpolates between months, and takes a row whose L is zero', () => {
    const row = (l: number, m: number, s: number) => fileOf(`1\t60\t${l}\t${m}\t${s}`, 61);
    const halfway = bmiZScore(reference(), 'M', 60.5, 17) ?? Number.NaN;
    const exact = bmiZScore(reference(row(-0.7651, 15.3679, 0.08466)), 'M', 60, 17);

    expect(halfway).toBe(exact);
    expect(bmiZScore(reference(), 'F', 60, 15 * Math.exp(0.1))).toBe(1);
  });

  it('computes nothing outside of the ages or the table', () => {
    expect(bmiZScore(reference(), 'M', 59.9, 16)).toBeNull();
    expect(bmiZScore(reference(), 'M', 228, 16)).toBeCloseTo(0.65, 2);
    expect(bmiZScore(reference(), 'M', 228.1, 16)).toBeNull();
    expect(bmiZScore(reference(), 'M', 60, 0)).toBeNull();
  });

  it('takes younger children where the file has their months, from 2 years on', () => {
    const younger = reference(fileOf('1\t23\t0\t15\t0.1', 24, 23));

    expect(bmiZScore(younger, 'F', 24, 15)).toBe(0);
    expect(bmiZScore(younger, 'F', 23.9, 15)).toBeNull();
    expect(referenceMonths(younger)).toEqual({ from: 23, to: 228 });
  });
});

describe('readGrowthReference', () => {
  const head = 'sex\tage\tl\tm\ts\n';

  it.each([
    ['header', 'age\tsex\n', { code: 'header' }],
    ['cell', `${head}1\t60\tx\t15\t0.1`, { code: 'row', line: 2 }],
    ['empty cell', `${head}1\t60\t\t15\t0.1`, { code: 'row', line: 2 }],
    ['decimal comma', `${head}1\t60\t0\t15,2\t0.1`, { code: 'row', line: 2 }],
    ['number of cells', `${head}1\t60\t0\t15\t0.1\t9`, { code: 'row', line: 2 }],
    ['sex', `${head}3\t60\t1\t15\t0.1`, { code: 'row', line: 2 }],
    ['age in years', `${head}1\t5.5\t1\t15\t0.1`, { code: 'row', line: 2 }],
    ['table (heights)', `${head}1\t60\t1\t110.3\t0.04`, { code: 'notBmi', line: 2 }],
    ['column', `${head}1\t60\t0\t0.1\t15`, { code: 'notBmi', line: 2 }],
    ['gap', `${head}1\t60\t1\t15\t0.1\n1\t62\t1\t15\t0.1`, { code: 'gap', line: 3 }],
    ['girls', `${head}1\t60\t1\t15\t0.1`, { code: 'missingSex' }],
    ['end', file.slice(0, file.lastIndexOf('\n')), { code: 'coverage' }],
    ['beginning', fileOf('1\t61\t0\t15\t0.1', 62), { code: 'coverage' }],
  ])('refuses a wrong %s', (_, text, fault) => {
    expect(readGrowthReference(text)).toEqual({ ok: false, fault });
  });

  it('takes CRLF, a byte order mark and a last empty line', () => {
    expect(reference(`\ufeff${file.replaceAll('\n', '\r\n')}\r\n`)).toEqual(reference());
  });
});

describe('bmiClassByZ', () => {
  it.each([
    [4, -3.01, 'severelyWasted'],
    [4, -3, 'wasted'],
    [4, -2.01, 'wasted'],
    [4, -2, 'normal'],
    [4, 1, 'normal'],
    [4, 1.01, 'overweight'],
    [4, 2.5, 'overweight'],
    [4, 3.01, 'obese'],
    [5, -3.01, 'severeThinness'],
    [5, -2.5, 'thinness'],
    [5, 1, 'normal'],
    [5, 1.004, 'normal'],
    [5, 2, 'overweight'],
    [5, 3, 'obese'],
    [18, 3.01, 'severeObesity'],
    [19, 0, null],
    [1, 0, null],
  ] as const)('at %d years calls %d %s', (age, z, expected) => {
    expect(bmiClassByZ(age, z)).toBe(expected);
  });
});

it('classes adults by the unrounded BMI', () => {
  expect([18.49, 18.5, 24.95, 25, 29.99, 30].map(bmiClassOfAdult)).toEqual([
    'underweight',
    'normal',
    'normal',
    'overweight',
    'overweight',
    'obese',
  ]);
});

it('classes by the value that the age asks for', () => {
  expect(bmiClass(18, 31, 0)).toBe('normal');
  expect(bmiClass(18, 31, null)).toBeNull();
  expect(bmiClass(19, 31, 0)).toBe('obese');
  expect(bmiClass(19, null, 0)).toBeNull();
});

it.each([
  ['KG1', 'comprehensive'],
  ['KG-2', 'comprehensive'],
  ['Grade 05', 'comprehensive'],
  ['٩', 'comprehensive'],
  ['Y10', 'comprehensive'],
  ['10', 'annual'],
  ['Grade 5', 'comprehensive'],
  ['g9', 'comprehensive'],
  ['1', 'comprehensive'],
  ['Year 6', 'comprehensive'],
  ['6', 'annual'],
  ['12', 'annual'],
  ['', 'annual'],
])('plans for grade %s the %s screening', (grade, expected) => {
  expect(screeningOf(grade)).toBe(expected);
});

describe('warningsOf', () => {
  const rules = (
    values: Parameters<typeof warningsOf>[0],
    context: Partial<Parameters<typeof warningsOf>[1]> = {},
  ) => warningsOf(values, { ageYears: 11, sex: 'M', ...context }).map(({ path, rule }) => `${path} ${rule}`);

  it('says nothing of usual values', () => {
    const usual = {
      heightCm: 138.5,
      weightKg: 33.2,
      waistCm: 61,
      systolicMmHg: 104,
      diastolicMmHg: 66,
      temperatureCel: 36.8,
    };

    expect(rules(usual, { last: { heightCm: 133, weightKg: 30, monthsAgo: 12 } })).toEqual([]);
  });

  it.each([
    ['heightCm unusualForAge', { heightCm: 122 }],
    ['heartRatePerMin unusualForAge', { heartRatePerMin: 118 }],
    ['respiratoryRatePerMin unusualForAge', { respiratoryRatePerMin: 13 }],
    ['temperatureCel unusual', { temperatureCel: 38 }],
    ['temperatureCel urgent', { temperatureCel: 39.5 }],
    ['temperatureCel urgent', { temperatureCel: 34.9 }],
    ['oxygenSaturationPct unusual', { oxygenSaturationPct: 94 }],
    ['oxygenSaturationPct urgent', { oxygenSaturationPct: 91 }],
    ['waistCm waistAboveHalfHeight', { waistCm: 70, heightCm: 139 }],
    ['weightKg heightAndWeightSwapped', { heightCm: 66, weightKg: 150 }],
    ['systolicMmHg repeatPressure', { systolicMmHg: 110, diastolicMmHg: 66 }],
    ['systolicMmHg lowForAge', { systolicMmHg: 89 }],
    ['diastolicMmHg lowForAge', { diastolicMmHg: 39 }],
    ['painScore severePain', { painScore: 7 }],
    ['hearingRight1000Db hearingFinding', { hearingRight1000Db: 26 }],
    ['trunkRotationDeg trunkRotationFinding', { trunkRotationDeg: 7 }],
  ])('says %s', (expected, values) => {
    expect(rules(values)).toContain(expected);
  });

  it('says nothing of pain, hearing and a back below the limits', () => {
    expect(rules({ painScore: 6, hearingLeft500Db: 25, trunkRotationDeg: 6 })).toEqual([]);
    expect(rules({ painScore: 0, trunkRotationDeg: 0 })).toEqual([]);
  });

  it('names each ear once, at its worst tone', () => {
    const deaf = {
      hearingRight500Db: 30,
      hearingRight2000Db: 45,
      hearingLeft4000Db: 30,
      hearingLeft500Db: 20,
    };

    expect(rules(deaf)).toEqual(['hearingRight2000Db hearingFinding', 'hearingLeft4000Db hearingFinding']);
  });

  it('compares with the last time', () => {
    const last = { heightCm: 138, weightKg: 30, monthsAgo: 6 };

    expect(rules({ heightCm: 136.9 }, { last })).toContain('heightCm shrunk');
    expect(rules({ heightCm: 137 }, { last })).toEqual([]);
    expect(rules({ heightCm: 144.1 }, { last })).toContain('heightCm grewFast');
    expect(rules({ heightCm: 141 }, { last: { ...last, monthsAgo: 1 } })).toEqual([]);
    expect(rules({ weightKg: 36.1 }, { last })).toContain('weightKg weightChanged');
    expect(rules({ weightKg: 36.1 }, { last: { ...last, monthsAgo: 13 } })).toEqual([]);
  });

  it('looks again at a BMI that is rare, and more so at one that is hardly true', () => {
    const values = { heightCm: 138.5, weightKg: 33.2 };

    expect(rules(values, { bmiZScore: 3 })).toEqual([]);
    expect(rules(values, { bmiZScore: -3.01 })).toEqual(['weightKg unusualBmi']);
    expect(rules(values, { bmiZScore: 5.03 })).toEqual(['weightKg implausibleBmi']);
    expect(rules({ heightCm: 138.5 }, { bmiZScore: 5.03 })).toEqual([]);
  });

  it('asks to repeat a high pressure, and not again when it is the mean of readings', () => {
    const high = { systolicMmHg: 118, diastolicMmHg: 66 };

    expect(rules(high)).toEqual(['systolicMmHg repeatPressure']);
    expect(rules(high, { pressureReadings: 2 })).toEqual([]);
  });

  it('asks before a child with fever goes back to class', () => {
    expect(rules({ temperatureCel: 38 }, { disposition: 'backToClass' })).toContain(
      'temperatureCel feverBackToClass',
    );
    expect(rules({ temperatureCel: 37.9 }, { disposition: 'backToClass' })).toEqual([]);
  });

  it('compares with no table where the age is not known', () => {
    expect(rules({ heightCm: 122, systolicMmHg: 60, diastolicMmHg: 50 }, { ageYears: null })).toEqual([]);
  });
});
