import { describe, expect, it } from 'vitest';
import type { Caller } from '../app-parts.ts';
import type { Assessment } from '../contract/assessment.ts';
import type { Link } from '../contract/health.ts';
import type { AssessmentToStore, MessageToStore, SaveOutcome } from './ports.ts';
import { saveAssessmentHandler } from './save-assessment.ts';

const assessment: Assessment = {
  id: '6f1c1a52-6a0e-4a0c-9a77-0d6a3c3f9b11',
  studentId: 1,
  kind: 'annual',
  visitStartedAt: 1,
  measuredAt: 1,
  measurements: { heightCm: 138.5 },
  vision: {},
  notes: '',
};

const built: MessageToStore = {
  built: true,
  destinationId: 'd',
  profileVersion: 1,
  kind: 'ADT^A04',
  interface: 'ADT',
  opensVisit: true,
  controlId: 'C1',
  bytes: new Uint8Array(1),
};
const unbuilt: MessageToStore = {
  built: false,
  destinationId: 'd',
  profileVersion: 1,
  kind: 'ADT^A04',
  interface: 'ADT',
  opensVisit: true,
  problem: 'CONFIG',
  field: 'school.facilityLicence',
};

const nurse: Caller = { signedIn: { accountId: 2, name: 'Huda', role: 'nurse' }, become() {} };

function handler(options: {
  readonly messages?: readonly MessageToStore[];
  readonly outcome?: SaveOutcome;
  readonly before?: readonly number[];
  readonly link?: Link['state'];
  readonly destinations?: readonly boolean[];
}) {
  const stored: AssessmentToStore[] = [];
  let woken = 0;
  const save = saveAssessmentHandler(
    {
      assessments: {
        find: () => options.before ?? null,
        nextVisitNumber: () => 'V26112400001',
        save(entry: AssessmentToStore) {
          stored.push(entry);
          return options.outcome ?? { kind: 'saved', messageIds: [1] };
        },
      },
      students: { get: () => ({ id: 1, schoolId: 7 }), schools: () => [{ id: 7, name: 'School' }] },
      destinations: {
        list: () => (options.destinations ?? [true]).map((enabled, id) => ({ id: String(id), enabled })),
      },
      clock: { nowMs: () => 1000 },
    } as never,
    () => options.messages ?? [built],
    () => [{ state: options.link ?? 'connected' }] as never,
    () => {
      woken += 1;
    },
  );
  return { save: () => save(assessment, nurse), stored, woken: () => woken };
}

describe('saving an assessment', () => {
  it.each([
    { link: 'connected', messages: [built], says: 'now' },
    { link: 'unknown', messages: [built], says: 'now' },
    { link: 'offline', messages: [built], says: 'whenOnline' },
    { link: 'unreachable', messages: [built], says: 'whenOnline' },
    { link: 'paused', messages: [built], says: 'whenOnline' },
    { link: 'connected', messages: [unbuilt], says: 'afterSetup' },
    { link: 'connected', messages: [], says: 'afterSetup' },
  ] as const)('says $says when the line is $link and $messages.length message(s) were made', async (row) => {
    expect(await handler(row).save()).toMatchObject({ ok: true, value: { willSend: row.says } });
  });

  it('wakes the drainer only after the commit', async () => {
    const good = handler({});
    const failed = handler({ outcome: { kind: 'notSaved' } });

    await good.save();
    await failed.save();

    expect([good.woken(), failed.woken()]).toEqual([1, 0]);
  });

  it('writes nothing for a draft that was saved before, and does not claim that it is being sent when it cannot be', async () => {
    const again = handler({ before: [4, 5], link: 'offline' });

    expect(await again.save()).toMatchObject({
      ok: true,
      value: { messageIds: [4, 5], willSend: 'whenOnline' },
    });
    expect(again.stored).toEqual([]);
  });

  it('tells a full disk from a save that failed', async () => {
    expect(await handler({ outcome: { kind: 'diskFull' } }).save()).toMatchObject({
      error: { code: 'DISK_FULL' },
    });
    expect(await handler({ outcome: { kind: 'notSaved' } }).save()).toMatchObject({
      error: { code: 'NOT_SAVED' },
    });
  });

  it('lets messages wait for a destination that is switched off rather than not exist', async () => {
    const off = handler({ destinations: [false] });

    await off.save();

    expect(off.stored[0]?.messages).toHaveLength(1);
  });
});
