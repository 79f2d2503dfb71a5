import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChannelName, channelNames } from '../core/contract/channel-names.ts';
import type { ChannelInput } from '../core/contract/channels.ts';
import { channelTable } from './fixture/channel-table.ts';
import { type Clinic, openClinic } from './fixture/clinic.ts';
import {
  allDays,
  assessmentOf,
  classesOf,
  destinationOf,
  growthTable,
  nurse,
  rosterToken,
  workedClinic,
} from './fixture/worked-clinic.ts';
import { must } from './preview/demo-school.ts';

/** One request with a valid input, and what its row is about; or why it is not made here and where else it is. */
type Try<C extends ChannelName> =
  | {
      readonly input: () => Promise<ChannelInput<C>> | ChannelInput<C>;
      readonly subject: RegExp | (() => string | number | undefined);
    }
  | { readonly elsewhere: string };

const password = 'an invented password';

let clinic: Clinic;
/** What the requests are about; made before the first. */
let known: Awaited<ReturnType<typeof workedClinic>>;
let operationId = '';

/** In the order in which they are made: some need what an earlier one left. */
const tries: { readonly [C in ChannelName]?: Try<C> } = {
  'session.signOut': { input: () => ({}), subject: /^account:1$/ },
  'session.signIn': { input: () => ({ name: 'Mariam', secret: password }), subject: /^account:1$/ },
  'session.confirm': { input: () => ({ secret: password }), subject: /^account:1$/ },
  'account.save': {
    input: () => ({
      name: 'Noura',
      role: 'nurse',
      givenName: 'N',
      familyName: 'S',
      licence: null,
      secret: '246810',
    }),
    subject: /^account:3$/,
  },
  'account.unlock': { input: () => ({ id: known.nurse }), subject: () => `account:${known.nurse}` },
  'school.save': {
    input: () => ({ name: 'Al Reem', nameArabic: null, facilityLicence: null }),
    subject: /^school:2$/,
  },
  'roster.import': { input: () => rosterToken(clinic), subject: /^roster$/ },
  'student.get': { input: () => ({ id: known.students[4] ?? 0 }), subject: () => known.students[4] },
  'student.record': { input: () => ({ id: known.students[5] ?? 0 }), subject: () => known.students[5] },
  'student.mergePreview': {
    input: () => ({ keepId: known.students[6] ?? 0, duplicateId: known.students[7] ?? 0 }),
    subject: /^\d+$/,
  },
  'student.merge': {
    input: () => ({
      changeId: randomUUID(),
      keepId: known.students[6] ?? 0,
      duplicateId: known.students[7] ?? 0,
    }),
    subject: () => `student:${known.students[6]}`,
  },
  'student.add': {
    input: () => ({
      changeId: randomUUID(),
      schoolId: known.schoolId,
      student: {
        ...known.details,
        studentNumber: 'N900001',
        givenName: 'Layla',
        givenNameArabic: null,
        dateOfBirth: '2017-05-04',
        emiratesId: null,
      },
    }),
    subject: /^student:\d+$/,
  },
  'student.save': {
    input: () => ({
      changeId: randomUUID(),
      id: known.students[11] ?? 0,
      student: { ...known.details, city: 'Al Ain' },
    }),
    subject: () => `student:${known.students[11]}`,
  },
  'student.condition': {
    input: () => ({
      changeId: randomUUID(),
      studentId: known.students[1] ?? 0,
      condition: { change: 'withdrawn', instanceId: known.condition, text: 'Asthma' },
    }),
    subject: () => `student:${known.students[1]}`,
  },
  'class.open': { input: async () => (await classesOf(clinic))[0] ?? known.noClass, subject: /^class$/ },
  'class.mark': {
    input: () => ({ studentId: known.students[8] ?? 0, absence: 'absent' }),
    subject: () => `student:${known.students[8]}`,
  },
  'draft.get': { input: () => ({ id: known.draft }), subject: () => known.students[3] },
  'assessment.save': { input: () => assessmentOf(known.students[9] ?? 0), subject: /^[\da-f-]{36}$/ },
  'assessment.history': {
    input: () => ({ studentId: known.students[10] ?? 0 }),
    subject: () => known.students[10],
  },
  'assessment.receipt': { input: () => ({ id: known.saved[2] ?? '' }), subject: () => known.students[2] },
  'message.sendAgain': { input: () => ({ id: known.sent }), subject: () => known.sent },
  'assessment.correct': {
    input: () => ({
      changeId: randomUUID(),
      reason: 'typed wrongly',
      assessment: {
        ...assessmentOf(known.students[1] ?? 0),
        id: known.saved[1] ?? '',
        measurements: { heightCm: 139 },
      },
    }),
    subject: () => known.saved[1],
  },
  'assessment.enteredInError': {
    input: () => ({ id: known.saved[2] ?? '', changeId: randomUUID(), reason: 'another child' }),
    subject: () => known.saved[2],
  },
  'report.endOfDay': { input: () => ({}), subject: /^endOfDay$/ },
  'report.acknowledgeRefusals': { input: () => ({ attemptIds: [known.attempt] }), subject: /^refusals$/ },
  'report.exportRefusals': { input: () => allDays, subject: /^2020-01-01\.\.2099-12-31$/ },
  'document.pdf': {
    input: () => ({ document: 'receipt', subject: known.saved[1] ?? '' }),
    subject: () => known.saved[1],
  },
  'queue.export': { input: () => ({ filter: { status: 'all' } }), subject: /^messages$/ },
  'message.detail': { input: () => ({ id: known.sent }), subject: () => known.sent },
  'message.fields': { input: () => ({ id: known.failed }), subject: () => known.failed },
  'destination.pause': {
    input: () => ({ id: known.destination, reason: 'Maintenance', until: null }),
    subject: () => known.destination,
  },
  'queue.retry': { input: () => ({ ids: [known.failed] }), subject: () => operationId },
  'operation.undo': { input: () => ({ operationId }), subject: () => operationId },
  'message.cancel': {
    input: () => ({ ids: [known.failed], reason: 'Sent on paper' }),
    subject: /^messages$/,
  },
  'destination.save': {
    input: async () => {
      const { id, text } = await destinationOf(clinic);
      return { id, profile: JSON.stringify({ ...JSON.parse(text), msh6: 'OTHER' }) };
    },
    subject: () => known.destination,
  },
  'message.rebuild': {
    input: async () => ({
      destinationId: known.destination,
      profileVersion: (await destinationOf(clinic)).version,
    }),
    subject: /^messages$/,
  },
  'destination.confirm': {
    input: () => ({ id: known.destination, item: 'addresses', ticked: true }),
    subject: () => known.destination,
  },
  'codeTable.save': {
    input: async () => ({
      destinationId: known.destination,
      profileVersion: (await destinationOf(clinic)).version,
      table: 'religion',
      rows: [{ code: 'X', english: 'Another', arabic: '', targetCode: 'X', targetLabel: '' }],
    }),
    subject: () => known.destination,
  },
  'destination.setCertificate': { elsewhere: 'needs a certificate: electron/network.test.ts' },
  'destination.removeCertificate': { elsewhere: 'needs a certificate: electron/network.test.ts' },
  'destination.test': { input: () => ({ id: known.destination }), subject: () => known.destination },
  'destination.resume': { input: () => ({ id: known.destination }), subject: () => known.destination },
  'receiverNumber.save': {
    input: () => ({ rows: [{ system: 'malaffi', code: '9', english: 'A', arabic: 'B', path: null }] }),
    subject: /^receiverNumbers$/,
  },
  'growth.install': {
    input: () => ({ fileName: 'bfa.txt', version: 'Test table', text: growthTable }),
    subject: /^growthReference$/,
  },
  'growth.remove': { input: () => ({}), subject: /^growthReference$/ },
  'drainer.restart': { input: () => ({}), subject: /^drainer$/ },
  'audit.verify': { input: () => ({}), subject: /^audit$/ },
  'audit.export': { input: () => ({ filter: {} }), subject: /^audit$/ },
  'support.bundle': { input: () => ({}), subject: /^diagnostics$/ },
  'setup.save': { input: () => ({ step: 'students' }), subject: /^setup$/ },
  'setup.trialStudent': { input: () => ({}), subject: /^roster$/ },
  'storage.acknowledge': {
    input() {
      clinic.parts().settings.setValue('restored', JSON.stringify({ at: 1 }));
      return { code: 'RESTORED' };
    },
    subject: /^database$/,
  },
  'backup.create': { input: () => ({}), subject: /^backup$/ },
  'backup.folder': { input: () => ({ folder: null }), subject: /^backups$/ },
  'settings.save': { input: () => ({ contentProtection: 'on' }), subject: /^settings$/ },
  'backup.restore': { elsewhere: 'needs data that does not open: electron/closed-data.test.ts' },
  'key.recover': { elsewhere: 'needs data that does not open: electron/closed-data.test.ts' },
  'rescue.exportClosed': { elsewhere: 'needs data that does not open: electron/rescue.test.ts' },
  'rescue.export': { elsewhere: 'sets everything aside: electron/rescue.test.ts' },
  'rescue.import': { elsewhere: 'needs the file of another PC: electron/rescue.test.ts' },
  'rescue.takeBack': { elsewhere: 'needs an export: electron/rescue.test.ts' },
  'session.lock': { input: () => ({}), subject: /^account:1$/ },
  'student.search': { elsewhere: 'below, for another account' },
  'student.recent': { elsewhere: 'the same list as that of student.search' },
  'report.refusals': { elsewhere: 'below, for another account' },
  'queue.query': { elsewhere: 'below, for another account' },
};

beforeAll(async () => {
  clinic = await openClinic({
    faults: { rules: [{ answer: 'AE', when: { nth: 1 }, err: { code: '102', location: 'PID-19' } }] },
  });
  known = await workedClinic(clinic);
}, 60_000);

afterAll(() => clinic.close());

const audited = channelNames.filter((name) => 'audit' in channelTable[name]);

it('is tried, or named with where else, for each request that is written down', () => {
  expect(Object.keys(tries).toSorted()).toEqual(audited.toSorted());
});

const made = Object.entries(tries).flatMap(([name, attempt]) =>
  'input' in attempt ? [[name as ChannelName, attempt] as const] : [],
);

describe('the audit row of', () => {
  it.each(made)('%s says who did what to what', async (name, { input, subject }) => {
    const row = channelTable[name];
    const before = headSeq();

    const result = await clinic.client.call(name, (await input()) as never);
    if (name === 'queue.retry' && result.ok)
      operationId = (result.value as { operationId: string }).operationId;

    expect(result).toMatchObject({ ok: true });
    const written = rowsAfter(before).filter(({ action }) => 'audit' in row && action === row.audit);
    expect(written.map(({ outcome }) => outcome)).toContain('ok');
    for (const each of written) {
      expect(each.actor).toMatch(/^((account:)?1|Mariam)$/);
      expect(each.subject).toMatch(typeof subject === 'function' ? new RegExp(`^${subject()}$`) : subject);
    }
  });

  it('lists says which: each is looked at by an account that has not seen it', async () => {
    await must(clinic.client, 'session.signIn', nurse);
    const before = headSeq();
    await must(clinic.client, 'student.search', { text: 'S1042', limit: 5 });
    await must(clinic.client, 'queue.query', { filter: { status: 'all' }, offset: 0, limit: 5 });
    await must(clinic.client, 'report.refusals', allDays);

    const looks = rowsAfter(before).map(({ action, actor, subject }) => `${action} ${actor} ${subject}`);
    expect(looks).toEqual(
      ['students', 'queue', 'refusals'].map((list) => `list.view account:${known.nurse} ${list}`),
    );
  });

  it('unmasking names the message', async () => {
    await must(clinic.client, 'session.signIn', { name: 'Mariam', secret: password });
    const before = headSeq();
    await must(clinic.client, 'message.fields', { id: known.sent, unmask: true });

    expect(rowsAfter(before)).toMatchObject([
      { action: 'message.unmask', subject: String(known.sent), outcome: 'ok', detail: 'account=1' },
    ]);
  });
});

const rowsAfter = (seq: number) => clinic.parts().auditTrail.after(seq);

const headSeq = () => clinic.parts().auditTrail.page({}, 0, 1).rows[0]?.seq ?? 0;
