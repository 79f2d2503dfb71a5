import { describe, expect, it } from 'vitest';
import { faultsOf, fieldOfPath } from './form-paths.ts';
import { blankForm, type FormValues, newRow } from './form-values.ts';
import { type NumberField, numberFieldNames, numberFields, numberRule } from './number-fields.ts';
import { readForm } from './read-form.ts';

const id = '7b0d9f5e-8f4c-4c47-9a52-1f1f0a0a0001';
// 24 November 2026, 10:00 in Dubai.
const now = Date.UTC(2026, 10, 24, 6);
const minute = 60_000;
const screening = { ...blankForm('annual', '2026-11-24'), outcome: 'noConcern' } as const;
const visit = {
  ...blankForm('clinic', '2026-11-24'),
  visitReason: 'illness',
  disposition: 'backToClass',
} as const;
const peanuts = { kind: 'FA', text: 'Allergy to peanuts', code: '91935009' } as const;

function read(values: Partial<FormValues>, blank: FormValues = screening) {
  return readForm({ ...blank, ...values }, { id, student: { id: 7, allergies: [peanuts] }, now });
}

function inputOf(values: Partial<FormValues>, blank?: FormValues) {
  const found = read(values, blank);
  if (!found.ok) throw new Error(JSON.stringify(found.faults));
  return found.input;
}

function faultsIn(values: Partial<FormValues>, blank?: FormValues) {
  const found = read(values, blank);
  return found.ok ? [] : found.faults.map(({ field, rule }) => `${field}: ${rule}`);
}

describe('a screening', () => {
  it('hands over what was entered and nothing else', () => {
    expect(inputOf({ heightCm: '138,5', weightKg: '٣٣٫٢', notes: ' well ' })).toEqual({
      id,
      studentId: 7,
      kind: 'annual',
      visitStartedAt: now,
      measuredAt: now,
      measurements: { heightCm: 138.5, weightKg: 33.2 },
      vision: {},
      notes: 'well',
      record: { outcome: 'noConcern', referral: { referred: false } },
    });
  });

  it('rounds to the decimals that are kept before it looks at the limits', () => {
    expect(inputOf({ temperatureCel: '36.75' }).measurements).toEqual({ temperatureCel: 36.8 });
    expect(inputOf({ heartRatePerMin: '79.5' }).measurements).toEqual({ heartRatePerMin: 80 });
  });

  it('keeps a zero as a zero', () => {
    expect(inputOf({ painScore: '0', decayedTeeth: '0', dental: 'healthy' }).record).toMatchObject({
      local: { painScore: 0 },
      screening: { dental: { result: 'healthy', decayedTeeth: 0 } },
    });
  });

  it('names every field that is no possible number, in the order of the paper form', () => {
    expect(faultsIn({ painScore: '11', weightKg: '1.2.3', heightCm: '300', waistCm: '60' })).toEqual([
      'heightCm: range',
      'weightKg: number',
      'painScore: range',
    ]);
  });

  it('is not saved empty, without a date or without a click on the outcome', () => {
    expect(faultsIn({})).toEqual(['heightCm: nothingEntered']);
    expect(faultsIn({ visitDate: '', heightCm: '138' })).toEqual(['visitDate: missing']);
    expect(faultsIn({ outcome: '', heightCm: '138' })).toEqual(['outcome: chooseOne']);
  });

  it('asks where a referral goes', () => {
    expect(faultsIn({ outcome: 'refer', notes: 'x' })).toEqual(['referredTo: referredToNeeded']);
    expect(inputOf({ outcome: 'refer', referredTo: ' Eye clinic ', notes: 'x' }).record).toEqual({
      outcome: 'refer',
      referral: { referred: true, to: 'Eye clinic' },
    });
  });

  it('asks for both pressures, the upper one above the lower', () => {
    expect(faultsIn({ systolicMmHg: '110' })).toEqual(['diastolicMmHg: bothPressures']);
    expect(faultsIn({ systolicMmHg: '70', diastolicMmHg: '110' })).toEqual([
      'diastolicMmHg: diastolicBelowSystolic',
    ]);
  });

  it('records the mean of repeated pressures with every reading', () => {
    const first = { systolicMmHg: '120', diastolicMmHg: '80' };
    const second = { secondSystolicMmHg: '111', secondDiastolicMmHg: '70' };

    const { measurements, record } = inputOf({ ...first, ...second });

    expect(measurements).toEqual({ systolicMmHg: 116, diastolicMmHg: 75 });
    expect(record?.pressureReadings).toEqual([
      { systolicMmHg: 120, diastolicMmHg: 80 },
      { systolicMmHg: 111, diastolicMmHg: 70 },
    ]);
    expect(faultsIn({ ...first, secondSystolicMmHg: '111' })).toEqual(['secondDiastolicMmHg: bothPressures']);
    expect(faultsIn(second)).toEqual(['systolicMmHg: missing']);
  });

  it('records vision with lenses only while lenses are worn', () => {
    const eyes = { right: '6/12', rightCorrected: '6/6' } as const;

    expect(inputOf({ ...eyes, lens: 'glasses' }).vision).toEqual({
      right: '6/12',
      rightCorrected: '6/6',
      wearsGlasses: true,
      lens: 'glasses',
    });
    expect(inputOf({ ...eyes, lens: 'none' }).vision).toEqual({ right: '6/12', lens: 'none' });
    expect(inputOf({ ...eyes, left: 'notTestable' }).vision).toEqual({
      right: '6/12',
      notTestable: ['left'],
    });
  });

  it('asks for the reason where vision was not tested, and for other lenses', () => {
    expect(faultsIn({ visionTested: 'no' })).toEqual(['notPerformedReason: reasonNeeded']);
    expect(faultsIn({ lens: 'other' })).toEqual(['lensOther: reasonNeeded']);
    expect(inputOf({ visionTested: 'no', notPerformedReason: 'No chart', right: '6/6' }).vision).toEqual({
      performed: false,
      notPerformedReason: 'No chart',
    });
  });

  it('records the sections of a comprehensive screening, and why one was left out', () => {
    const { record } = inputOf({
      kind: 'comprehensive',
      consentSigned: 'yes',
      breakfast: 'no',
      body_heart: 'normal',
      body_skin: 'abnormal',
      bodyNote: 'Eczema',
      hearingRight1000Db: '-5',
      hearing: 'normal',
      notDone_bloodTest: 'guardianDeclined',
      topic_nutrition: 'yes',
      immunisation: 'incomplete',
      immunisationMissing: 'MMR 2',
    });

    expect(record).toEqual({
      consentSigned: true,
      breakfast: false,
      local: { hearingRight1000Db: -5 },
      screening: {
        physicalExamination: {
          skin: { result: 'abnormal', note: 'Eczema' },
          heart: { result: 'normal' },
        },
        hearing: { result: 'normal' },
        healthEducation: { topics: ['nutrition'] },
        immunisationReview: { status: 'incomplete', missing: 'MMR 2' },
      },
      notMeasured: { bloodTest: { reason: 'guardianDeclined' } },
      outcome: 'noConcern',
      referral: { referred: false },
    });
  });

  it('keeps what the nurse confirmed', () => {
    const confirmed = [{ path: 'heightCm', rule: 'unusualForAge' }];
    const found = readForm(
      { ...screening, heightCm: '190' },
      { id, student: { id: 7, allergies: [] }, now, confirmed },
    );

    expect(found.ok && found.input.record?.confirmed).toEqual(confirmed);
  });

  it('is noted at noon of its day in Dubai when it was earlier', () => {
    expect(inputOf({ notes: 'x', visitDate: '2026-11-20' }).measuredAt).toBe(Date.UTC(2026, 10, 20, 8));
  });
});

describe('a clinic visit', () => {
  it('asks why the student came and where he went', () => {
    expect(faultsIn({ visitReason: '', disposition: '', complaint: 'Cough' }, visit)).toEqual([
      'visitReason: chooseOne',
      'disposition: chooseOne',
    ]);
  });

  it('records its times as typed', () => {
    const { visitStartedAt, measuredAt, record } = inputOf(
      { complaint: 'Cough', timeIn: '9:05', timeOut: '0940' },
      visit,
    );

    expect({ visitStartedAt, measuredAt }).toEqual({
      visitStartedAt: now - 55 * minute,
      measuredAt: now - 20 * minute,
    });
    expect(record?.visitEndedAt).toBe(now - 20 * minute);
  });

  it('refuses times that are none, lie ahead or run backwards', () => {
    expect(faultsIn({ timeIn: '25:00', timeOut: '11:30' }, visit)).toEqual([
      'timeIn: time',
      'timeOut: inFuture',
    ]);
    expect(faultsIn({ timeIn: '9:30', timeOut: '9:00' }, visit)).toEqual(['timeOut: endBeforeVisit']);
  });

  it('records each medicine with dose, route, time and consent, and begins no later than the first', () => {
    const row = newRow('medications', {
      name: 'Paracetamol',
      dose: '5 ml',
      route: 'oral',
      time: '9:50',
      consent: 'yes',
    });

    const { visitStartedAt, record } = inputOf({ medications: [row] }, visit);

    expect(visitStartedAt).toBe(now - 10 * minute);
    expect(record?.clinic?.medications).toEqual([
      { name: 'Paracetamol', dose: '5 ml', route: 'oral', givenAt: now - 10 * minute, guardianConsent: true },
    ]);
    expect(faultsIn({ medications: [newRow('medications')] }, visit)).toEqual([
      'medications.0.name: missing',
      'medications.0.dose: missing',
      'medications.0.route: missing',
      'medications.0.time: missing',
      'medications.0.consent: chooseOne',
    ]);
  });

  it('asks where and how an injury happened', () => {
    expect(faultsIn({ visitReason: 'injury', injuryPlace: 'Yard' }, visit)).toEqual([
      'injuryMechanism: missing',
      'injuryBodyPart: missing',
    ]);
  });

  it('records a referral by where the student went', () => {
    expect(faultsIn({ disposition: 'referred' }, visit)).toEqual(['referredTo: referredToNeeded']);
    expect(inputOf({ disposition: 'ambulance' }, visit).record).toMatchObject({
      disposition: 'ambulance',
      referral: { referred: false },
    });
  });
});

describe('the health record', () => {
  it('takes new allergies, those that are no longer true, and why there is no card', () => {
    const milk = newRow('newAllergies', { kind: 'FA', text: 'Milk', severity: 'MI', since: '1/2/2020' });

    expect(inputOf({ newAllergies: [milk], noCardReason: 'residentWithoutCard' }).studentChange).toEqual({
      allergies: [peanuts, { kind: 'FA', text: 'Milk', severity: 'MI', since: '2020-02-01' }],
      noCardReason: 'residentWithoutCard',
    });
    expect(inputOf({ endedAllergies: [{ text: peanuts.text }] }).studentChange).toEqual({ allergies: [] });
    expect(inputOf({ heightCm: '140' }).studentChange).toBeUndefined();
  });

  it('takes conditions that were added or withdrawn', () => {
    const asthma = newRow('conditions', { code: '195967001', text: 'Asthma', onset: '01/03/2019' });
    const gone = newRow('conditions', {
      change: 'withdrawn',
      instanceId: 'V26110100001-P1',
      text: 'Epilepsy',
    });

    expect(inputOf({ conditions: [asthma, gone] }).record?.conditions).toEqual([
      { change: 'added', code: '195967001', text: 'Asthma', onset: '2019-03-01' },
      { change: 'withdrawn', instanceId: 'V26110100001-P1', text: 'Epilepsy' },
    ]);
    expect(faultsIn({ conditions: [newRow('conditions', { onset: '31/02/2019' })] })).toEqual([
      'conditions.0.text: missing',
      'conditions.0.onset: date',
    ]);
  });
});

describe('hard limits', () => {
  it.each(numberFieldNames)('%s is taken at both limits and refused just outside', (field: NumberField) => {
    const { min, max, decimals } = numberFields[field];
    const step = 10 ** -decimals;

    expect(numberRule(field, String(min))).toBeNull();
    expect(numberRule(field, String(max))).toBeNull();
    expect(numberRule(field, (min - step).toFixed(decimals))).toBe('range');
    expect(numberRule(field, (max + step).toFixed(decimals))).toBe('range');
  });
});

describe('paths of refusals', () => {
  it.each([
    ['measurements.heightCm', 'heightCm'],
    ['vision.left', 'left'],
    ['vision.wearsGlasses', 'lens'],
    ['measuredAt', 'visitDate'],
    ['record.referral.to', 'referredTo'],
    ['record.clinic.medications.2.givenAt', 'medications.2.time'],
    ['record.clinic.immunisations.0.lot', 'immunisations.0.lot'],
    ['record.conditions.1.onset', 'conditions.1.onset'],
    ['record.screening.physicalExamination.heart.note', 'body_heart'],
    ['record.notMeasured.hearing.note', 'notDoneNote_hearing'],
    ['record.notMeasured.bloodPressure', 'notDone_bloodPressure'],
    ['student.emiratesId', 'noCardReason'],
    ['studentId', null],
  ])('%s leads to %s', (path, field) => {
    expect(fieldOfPath(path)).toBe(field);
  });

  it('leave out what the form does not hold', () => {
    expect(faultsOf([{ path: 'studentId', rule: 'notFound' }])).toEqual([]);
  });
});

describe('a form with several errors', () => {
  it('is told all of them at once, those that need a second answer too', () => {
    const found = faultsIn({
      outcome: '',
      heightCm: '500',
      notDone_weightKg: 'other',
      visionTested: 'no',
    });

    expect(found).toEqual([
      'heightCm: range',
      'notDoneNote_weightKg: reasonNeeded',
      'notPerformedReason: reasonNeeded',
      'outcome: chooseOne',
    ]);
  });

  it('names a field once, by what is wrong with it first', () => {
    expect(faultsIn({ outcome: '', systolicMmHg: '110', diastolicMmHg: '900', lens: 'other' })).toEqual([
      'diastolicMmHg: range',
      'lensOther: reasonNeeded',
      'outcome: chooseOne',
    ]);
  });
});
