import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { AssessmentInput } from '../core/contract/assessment.ts';
import type { ChannelInput } from '../core/contract/channels.ts';
import type { QueueRow } from '../core/contract/message.ts';
import { segmentsOf, textAt, textOf } from '../core/hl7/message.ts';
import { parseMessage } from '../core/hl7/parse.ts';
import { type Clinic, type ClinicOptions, openClinic, until } from './fixture/clinic.ts';
import { must } from './preview/demo-school.ts';

/** Corrections, withdrawals, changed students and merges through the whole application, on a real database and receiver. */
let clinic: Clinic | undefined;

afterEach(async () => {
  await clinic?.close();
  clinic = undefined;
});

async function open(options: ClinicOptions = {}): Promise<Clinic> {
  clinic = await openClinic(options);
  return clinic;
}

const hourMs = 3_600_000;

async function studentId(of: Clinic, at = 0): Promise<number> {
  const found = await must(of.client, 'student.search', { text: 'S1042', limit: 50 });
  return found[at]?.id ?? 0;
}

async function assessmentOf(of: Clinic, change: Partial<AssessmentInput> = {}): Promise<AssessmentInput> {
  const now = Date.now();
  return {
    id: randomUUID(),
    studentId: await studentId(of),
    kind: 'annual',
    visitStartedAt: now,
    measuredAt: now,
    measurements: { heightCm: 138.5, weightKg: 33.2 },
    vision: { right: '6/6', left: '6/12' },
    notes: '',
    ...change,
  };
}

const correction = (
  assessment: AssessmentInput,
  change: Partial<AssessmentInput>,
): ChannelInput<'assessment.correct'> => ({
  changeId: randomUUID(),
  reason: 'typed wrongly',
  assessment: { ...assessment, ...change },
});

const settled = (of: Clinic) =>
  until('nothing waits', async () =>
    (await of.rows()).every(({ state }) => state !== 'pending' && state !== 'sending'),
  );

const byKind = (rows: readonly QueueRow[], kind: string) => rows.filter((row) => row.kind === kind);

function receivedTexts(of: Clinic, type: string) {
  return of
    .receiver()
    .received()
    .filter(({ kind }) => kind === type)
    .map(({ bytes }) => parseMessage(bytes))
    .filter((message) => message !== null);
}

const results = (message: Parameters<typeof segmentsOf>[0] | undefined) =>
  message
    ? segmentsOf(message, 'OBX').map((obx) => `${textOf(obx, 3)} ${textOf(obx, 5)} ${textOf(obx, 11)}`)
    : [];

describe('a correction', () => {
  it('of what was sent goes out as a correction, only the set that changed, and the first version stays', async () => {
    const of = await open();
    const assessment = await assessmentOf(of);
    await must(of.client, 'assessment.save', assessment);
    await settled(of);

    const changed = await must(
      of.client,
      'assessment.correct',
      correction(assessment, { measurements: { heightCm: 138.5, weightKg: 35 } }),
    );
    await settled(of);

    expect(changed).toMatchObject({ cancelled: 0, willSend: 'now' });
    expect(changed.messageIds).toHaveLength(1);
    const messages = receivedTexts(of, 'ORU^R01');
    const last = messages.at(-1);
    expect(messages).toHaveLength(3);
    expect(last && textAt(last, 'OBR-25')).toBe('C');
    expect(last && textAt(last, 'OBR-3')).toBe(messages[0] && textAt(messages[0], 'OBR-3'));
    expect(results(last)).toEqual(['8302-2 138.5 F', '29463-7 35.0 C', '39156-5 18.2 C']);
    const [shown] = await must(of.client, 'assessment.history', { studentId: assessment.studentId });
    expect(shown).toMatchObject({
      measurements: { weightKg: 35 },
      versions: [
        { number: 1, reason: 'typed wrongly', changedBy: 'Mariam', measurements: { weightKg: 33.2 } },
      ],
      enteredInError: null,
    });
    const sent = await must(of.client, 'message.detail', { id: changed.messageIds[0] ?? 0 });
    expect(sent.supersedes).not.toBeNull();
  });

  it('of what waits takes its place, so that the wrong value never leaves', async () => {
    const of = await open({ speed: 100 });
    await of.stopReceiver();
    const assessment = await assessmentOf(of);
    await must(of.client, 'assessment.save', assessment);

    await must(
      of.client,
      'assessment.correct',
      correction(assessment, { measurements: { heightCm: 138.5, weightKg: 35 } }),
    );
    const rows = await of.rows();
    expect(
      byKind(rows, 'ORU^R01')
        .map(({ state }) => state)
        .toSorted(),
    ).toEqual(['pending', 'superseded']);
    // The other sets say what they said.
    expect(byKind(rows, 'ORU^R01 diagnostics').map(({ state }) => state)).toEqual(['pending']);
    expect(byKind(rows, 'ADT^A04').map(({ state }) => state)).toEqual(['pending']);
    await of.startReceiver();
    await settled(of);

    expect(receivedTexts(of, 'ORU^R01').flatMap(results)).not.toContain('29463-7 33.2 F');
  });

  it('of a refused message replaces it under a new control id, and both stay in the history', async () => {
    const rule = {
      answer: 'AE',
      times: 1,
      when: { kind: 'ORU' },
      err: { code: '102', location: 'OBX-5' },
    } as const;
    const of = await open({ faults: { rules: [rule] } });
    const assessment = await assessmentOf(of, { vision: {} });
    await must(of.client, 'assessment.save', assessment);
    await settled(of);
    const [refused] = byKind(await of.rows(), 'ORU^R01');
    expect(refused?.state).toBe('failed');
    expect(await must(of.client, 'message.fixTarget', { id: refused?.id ?? 0 })).toMatchObject({
      page: 'assessment',
      assessmentId: assessment.id,
      field: 'measurements.heightCm',
    });

    await must(
      of.client,
      'assessment.correct',
      correction(assessment, { measurements: { heightCm: 139, weightKg: 33.2 } }),
    );
    await settled(of);

    const rows = byKind(await of.rows(), 'ORU^R01').toSorted((a, b) => a.id - b.id);
    expect(rows.map(({ state }) => state)).toEqual(['superseded', 'sent']);
    expect(rows[1]?.controlId).not.toBe(rows[0]?.controlId);
    // Nothing was accepted before: it is no correction to the receiver.
    expect(results(receivedTexts(of, 'ORU^R01').at(-1))[0]).toBe('8302-2 139.0 F');
  });

  it('of a message that is on its way right now follows it', async () => {
    const of = await open({ faults: { rules: [{ answer: 'late', ms: 300, when: { kind: 'ORU' } }] } });
    const assessment = await assessmentOf(of, { vision: {} });
    await must(of.client, 'assessment.save', assessment);
    await until('it is being sent', async () =>
      byKind(await of.rows(), 'ORU^R01').some(({ state }) => state === 'sending'),
    );

    await must(
      of.client,
      'assessment.correct',
      correction(assessment, { measurements: { heightCm: 139, weightKg: 33.2 } }),
    );
    await settled(of);

    const rows = (await of.rows())
      .filter(({ kind }) => kind.startsWith('ORU'))
      .toSorted((a, b) => a.id - b.id);
    expect(rows.map(({ kind, state }) => [kind, state])).toEqual([
      ['ORU^R01', 'sent'],
      ['ORU^R01 correction', 'sent'],
    ]);
    expect(results(receivedTexts(of, 'ORU^R01').at(-1))[0]).toBe('8302-2 139.0 C');
  });

  it('that adds an allergy changes the student with it, and the receiver is told once', async () => {
    const of = await open();
    const assessment = await assessmentOf(of, { vision: {} });
    await must(of.client, 'assessment.save', assessment);
    await settled(of);

    await must(
      of.client,
      'assessment.correct',
      correction(assessment, {
        measurements: { heightCm: 139, weightKg: 33.2 },
        studentChange: { allergies: [{ kind: 'FA', text: 'Milk' }] },
      }),
    );
    await settled(of);

    expect(await must(of.client, 'student.get', { id: assessment.studentId })).toMatchObject({
      allergies: [{ kind: 'FA', text: 'Milk' }],
    });
    const told = of
      .receiver()
      .received()
      .filter(({ kind }) => kind === 'ADT^A08')
      .map(({ bytes }) => new TextDecoder().decode(bytes));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/\rAL1[^\r]*Milk/);
    expect(receivedTexts(of, 'ADT^A31')).toHaveLength(0);
    expect(results(receivedTexts(of, 'ORU^R01').at(-1))[0]).toBe('8302-2 139.0 C');
  });

  it('saved twice by the same form changes nothing twice, and one without a change sends nothing', async () => {
    const of = await open();
    const assessment = await assessmentOf(of);
    await must(of.client, 'assessment.save', assessment);
    await settled(of);
    const once = correction(assessment, { measurements: { heightCm: 139, weightKg: 33.2 } });

    await must(of.client, 'assessment.correct', once);
    expect(await must(of.client, 'assessment.correct', once)).toEqual({
      messageIds: [],
      cancelled: 0,
      willSend: 'nothing',
    });
    const same = { ...once, changeId: randomUUID(), reason: 'looked again' };
    expect(await must(of.client, 'assessment.correct', same)).toMatchObject({ messageIds: [] });

    const [shown] = await must(of.client, 'assessment.history', { studentId: assessment.studentId });
    expect(shown?.versions).toHaveLength(2);
  });

  it('keeps its student, and what the form is not shown', async () => {
    const of = await open();
    const depression = { result: 'abnormal', score: 14 } as const;
    const assessment = await assessmentOf(of, { record: { screening: { depression } } });
    await must(of.client, 'assessment.save', assessment);

    const other = await of.client.call(
      'assessment.correct',
      correction(assessment, { studentId: assessment.studentId + 1 }),
    );
    await must(of.client, 'assessment.correct', correction(assessment, { record: {}, notes: 'seen' }));

    expect(other).toMatchObject({ ok: false, error: { fields: [{ rule: 'keepsStudent' }] } });
    expect(of.parts().assessments.visit(assessment.id)?.assessment.record?.screening?.depression).toEqual(
      depression,
    );
  });
});

describe('entered in error', () => {
  it('withdraws what was sent, is final, and stays to be read', async () => {
    const of = await open();
    const assessment = await assessmentOf(of);
    await must(of.client, 'assessment.save', assessment);
    await settled(of);
    const mistake = { id: assessment.id, changeId: randomUUID(), reason: 'another child' };

    const changed = await must(of.client, 'assessment.enteredInError', mistake);
    await settled(of);

    expect(changed.messageIds).toHaveLength(2);
    const withdrawals = receivedTexts(of, 'ORU^R01').slice(2);
    expect(withdrawals.flatMap(results).every((line) => line.endsWith(' W'))).toBe(true);
    const [shown] = await must(of.client, 'assessment.history', { studentId: assessment.studentId });
    expect(shown?.enteredInError).toMatchObject({ by: 'Mariam', reason: 'another child' });
    expect(shown?.measurements).toEqual({ heightCm: 138.5, weightKg: 33.2 });
    expect(await must(of.client, 'assessment.enteredInError', mistake)).toMatchObject({ messageIds: [] });
    expect(await of.client.call('assessment.correct', correction(assessment, { notes: 'x' }))).toMatchObject({
      ok: false,
      error: { code: 'CONFLICT' },
    });
  });

  it('takes out what was not sent, with the reason', async () => {
    const of = await open();
    await of.stopReceiver();
    const assessment = await assessmentOf(of);
    const { messageIds } = await must(of.client, 'assessment.save', assessment);

    const changed = await must(of.client, 'assessment.enteredInError', {
      id: assessment.id,
      changeId: randomUUID(),
      reason: 'another child',
    });

    expect(changed).toEqual({ messageIds: [], cancelled: 3, willSend: 'nothing' });
    const detail = await must(of.client, 'message.detail', { id: messageIds[0] ?? 0 });
    expect(detail).toMatchObject({ row: { state: 'cancelled' }, cancelled: { reason: 'another child' } });
    await of.startReceiver();
    expect(of.receiver().received()).toEqual([]);
  });
});

describe('a changed student', () => {
  const details = async (of: Clinic, id: number) => {
    const {
      id: _,
      schoolId: _s,
      schoolName: _n,
      lastVisitAt: _v,
      ...student
    } = await must(of.client, 'student.get', { id });
    return student;
  };

  it('is told by A31 outside of a visit and by A08 within one of today', async () => {
    const of = await open();
    const id = await studentId(of);
    const student = await details(of, id);
    const save = (change: object) =>
      must(of.client, 'student.save', { changeId: randomUUID(), id, student: { ...student, ...change } });

    await save({ city: 'AL AIN' });
    await settled(of);
    await must(of.client, 'assessment.save', await assessmentOf(of));
    await settled(of);
    await save({ city: 'ABU DHABI', allergies: [{ kind: 'FA', text: 'Peanuts' }] });
    await settled(of);

    const kinds = of
      .receiver()
      .received()
      .map(({ kind }) => kind);
    expect(kinds[0]).toBe('ADT^A31');
    expect(kinds.at(-1)).toBe('ADT^A08');
    expect(await must(of.client, 'student.get', { id })).toMatchObject({ city: 'ABU DHABI' });
    const found = await must(of.client, 'student.search', { text: student.studentNumber, limit: 5 });
    expect(found.map((each) => each.id)).toContain(id);
  });

  it('is sent anew in the place of a refused message, and no second time beside it', async () => {
    const rule = { answer: 'AE', times: 1, err: { code: '101', location: 'PID-19' } } as const;
    const of = await open({ faults: { rules: [rule] } });
    const id = await studentId(of);
    await must(of.client, 'assessment.save', await assessmentOf(of, { vision: {} }));
    await until('it is refused', async () => (await of.rows()).some(({ state }) => state === 'failed'));
    const [refused] = byKind(await of.rows(), 'ADT^A04');
    expect(await must(of.client, 'message.fixTarget', { id: refused?.id ?? 0 })).toMatchObject({
      page: 'student',
      field: 'student.emiratesId',
      studentId: id,
    });

    const student = { ...(await details(of, id)), emiratesId: '784201500000018' };
    await must(of.client, 'student.save', { changeId: randomUUID(), id, student });
    await settled(of);

    const rows = await of.rows();
    expect(
      byKind(rows, 'ADT^A04')
        .map(({ state }) => state)
        .toSorted(),
    ).toEqual(['sent', 'superseded']);
    expect(byKind(rows, 'ADT^A31')).toEqual([]);
    const last = receivedTexts(of, 'ADT^A04').at(-1);
    expect(last && textAt(last, 'PID-19')).toBe('784201500000018');
  });

  it('is refused with the field and its rule, and nothing is written', async () => {
    const of = await open();
    const id = await studentId(of);
    const student = await details(of, id);
    const other = await details(of, await studentId(of, 1));

    const refused = await of.client.call('student.save', {
      changeId: randomUUID(),
      id,
      student: {
        ...student,
        dateOfBirth: '2999-02-30',
        mobilePhone: 'none',
        studentNumber: other.studentNumber,
      },
    });

    expect(refused).toMatchObject({
      ok: false,
      error: {
        fields: [
          { path: 'student.dateOfBirth', rule: 'notADate' },
          { path: 'student.mobilePhone', rule: 'notAPhone' },
          { path: 'student.studentNumber', rule: 'numberTaken' },
        ],
      },
    });
    expect(await details(of, id)).toEqual(student);
  });

  it('changes and withdraws a chronic condition under the number it was added with', async () => {
    const of = await open();
    const assessment = await assessmentOf(of, {
      record: { conditions: [{ change: 'added', code: '195967001', text: 'Asthma' }] },
    });
    await must(of.client, 'assessment.save', assessment);
    await settled(of);
    const id = assessment.studentId;
    const [asthma] = (await must(of.client, 'student.record', { id })).conditions;
    const condition = { instanceId: asthma?.instanceId ?? '', code: '195967001', text: 'Asthma' };
    const tell = (change: 'changed' | 'withdrawn', onset?: string) =>
      must(of.client, 'student.condition', {
        changeId: randomUUID(),
        studentId: id,
        condition: { ...condition, change, ...(onset ? { onset } : {}) },
      });

    await tell('changed', '2019-03-01');
    await settled(of);
    await tell('withdrawn');
    await settled(of);

    const numbers = ['PPR^PC1', 'PPR^PC2', 'PPR^PC3'].map((kind) => {
      const [message] = receivedTexts(of, kind);
      return message && textAt(message, 'PRB-4');
    });
    expect(new Set(numbers)).toEqual(new Set([asthma?.instanceId]));
    expect((await must(of.client, 'student.record', { id })).conditions).toEqual([]);
  });
});

describe('a merge', () => {
  it('moves the visits, tells the receiver, and the duplicate is found no more', async () => {
    const of = await open();
    const [keepId, duplicateId] = [await studentId(of, 0), await studentId(of, 1)];
    await must(of.client, 'assessment.save', await assessmentOf(of, { studentId: duplicateId }));
    await settled(of);
    const duplicate = await must(of.client, 'student.get', { id: duplicateId });

    const preview = await must(of.client, 'student.mergePreview', { keepId, duplicateId });
    expect(preview).toMatchObject({ visits: 1, unsent: 0, willTell: true, refusal: null });
    const merge = { changeId: randomUUID(), keepId, duplicateId };
    await must(of.client, 'student.merge', merge);
    await must(of.client, 'student.merge', merge);
    await settled(of);

    const [a40, ...more] = receivedTexts(of, 'ADT^A40');
    expect(more).toEqual([]);
    expect(a40 && textAt(a40, 'MRG-1')).toBe(duplicate.studentNumber);
    expect(await must(of.client, 'assessment.history', { studentId: keepId })).toHaveLength(1);
    const found = await must(of.client, 'student.search', { text: duplicate.studentNumber, limit: 5 });
    expect(found.map(({ id }) => id)).not.toContain(duplicateId);
    expect(await must(of.client, 'student.mergePreview', { keepId, duplicateId })).toMatchObject({
      refusal: 'alreadyMerged',
    });
  });
});

describe('reports', () => {
  it('tell what was sent and answered, what the day came to, and who read and corrected a refusal', async () => {
    const rule = {
      answer: 'AE',
      times: 1,
      err: { code: '103', location: 'PV1-7.1', userText: 'unknown: HASSAN' },
    } as const;
    const of = await open({ faults: { rules: [rule] } });
    const assessment = await assessmentOf(of, { vision: {} });
    await must(of.client, 'assessment.save', assessment);
    await must(of.client, 'assessment.save', await assessmentOf(of, { studentId: await studentId(of, 2) }));
    await until('one is refused and one confirmed', async () => {
      const { counts } = await must(of.client, 'report.endOfDay', {});
      return counts.needsPerson === 1 && counts.confirmed === 1;
    });

    const receipt = await must(of.client, 'assessment.receipt', { id: assessment.id });
    expect(receipt.messages[0]).toMatchObject({
      row: { kind: 'ADT^A04', state: 'failed' },
      destination: 'Practice receiver',
      reply: { ackCode: 'AE', errCode: '103' },
    });
    const day = new Date(Date.now() + 4 * hourMs).toISOString().slice(0, 10);
    const asked = { from: day, to: day };
    const list = await must(of.client, 'report.refusals', asked);
    expect(list).toMatchObject({ open: 1, unread: 1, days: [{ day, refused: 1, settled: 0 }] });
    const attemptIds = list.refusals.map(({ attemptId }) => attemptId);
    await must(of.client, 'report.acknowledgeRefusals', { attemptIds });
    const [failed] = byKind(await of.rows(), 'ADT^A04').filter(({ state }) => state === 'failed');
    await must(of.client, 'message.sendAgain', { id: failed?.id ?? 0 });
    await settled(of);

    const [refusal] = (await must(of.client, 'report.refusals', asked)).refusals;
    expect(refusal).toMatchObject({
      acknowledged: { by: 'Mariam' },
      settled: { how: 'corrected', by: 'Mariam' },
    });
    const { csv } = await must(of.client, 'report.exportRefusals', asked);
    expect(csv).toContain('ADT^A04');
    for (const word of [receipt.student.familyName, receipt.student.studentNumber, 'HASSAN'])
      expect(csv).not.toContain(word);
    expect(await must(of.client, 'document.pdf', { document: 'receipt', subject: assessment.id })).toEqual({
      pdfBase64: null,
      fileName: `receipt-${receipt.assessment.visitNumber}.pdf`,
    });
    expect(of.parts().audit.latest(1)).toMatchObject([{ action: 'document.print', subject: assessment.id }]);
  });
});
