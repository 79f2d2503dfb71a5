import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../core/app.ts';
import type { Client } from '../../core/app-parts.ts';
import type { QueueRow } from '../../core/contract/message.ts';
import { createPracticeReceiver } from '../../core/transport/practice/practice-receiver.ts';
import { openHost } from '../../electron/parts.ts';
import { must } from '../../electron/preview/demo-school.ts';

const assessments = 20;
const patienceMs = 90_000;

/**
 * The main job on the console: 20 assessments are saved while the receiver is down, it comes up, all are delivered; one is
 * refused, corrected and sent again. Returns what went wrong in one sentence, or null.
 */
async function demonstrate(client: Client, startReceiver: () => Promise<unknown>): Promise<string | null> {
  await must(client, 'account.save', {
    name: 'demo',
    role: 'admin',
    givenName: 'Mariam',
    familyName: 'Hassan',
    licence: 'GN99999',
    secret: randomBytes(12).toString('base64url'),
  });
  const roster = readFileSync(join(import.meta.dirname, '..', '..', 'samples', 'roster.csv'));
  const added = await importRoster(client, roster);
  const [school] = await must(client, 'school.list', {});
  if (!school) return 'The roster named no school.';
  const { students: _count, ...rest } = school;
  await must(client, 'school.save', { ...rest, facilityLicence: 'MF9999' });
  step(`The sample roster is imported: ${added} students.`);

  const saves = await saveAll(client);
  step(
    `${assessments} assessments saved while the receiver is down; the slowest took ${saves.slowestMs} ms.`,
  );
  const waiting = await rowsOf(client);
  if (!waiting.every(({ state }) => state === 'pending'))
    return 'A message left although the receiver was down.';

  await startReceiver();
  step('The receiver is up.');
  const settled = await waitFor(
    client,
    (rows) => rows.filter(({ state }) => state === 'sent').length === waiting.length - 2,
  );
  const refused = settled?.find(({ state }) => state === 'failed');
  if (!settled || !refused) return 'The messages were not delivered in time, or none was refused.';
  step(
    `All sent but one visit: message #${refused.id} was refused (${refused.problem}), and its vital signs wait for it.`,
  );

  await correctEmiratesId(client, refused);
  await must(client, 'message.sendAgain', { id: refused.id });
  step('The Emirates ID is corrected in the roster and the message is sent again under a new control id.');
  const done = await waitFor(client, (rows) =>
    rows.every(({ state }) => state === 'sent' || state === 'superseded'),
  );
  if (!done) return 'The corrected message was not accepted in time.';
  printTable(done);
  return null;
}

async function importRoster(client: Client, content: Uint8Array): Promise<number> {
  const contentBase64 = Buffer.from(content).toString('base64');
  const { token } = await must(client, 'roster.preview', { fileName: 'roster.csv', contentBase64 });
  const { added } = await must(client, 'roster.import', { token });
  return added;
}

async function saveAll(client: Client): Promise<{ readonly slowestMs: number }> {
  const students = await must(client, 'student.search', { text: 'S1042', limit: assessments });
  let slowestMs = 0;
  for (const [index, student] of students.entries()) {
    const startedAt = performance.now();
    const now = Date.now();
    await must(client, 'assessment.save', {
      id: randomUUID(),
      studentId: student.id,
      kind: 'annual',
      visitStartedAt: now,
      measuredAt: now,
      measurements: { heightCm: 118 + index, weightKg: 21 + index },
    });
    slowestMs = Math.max(slowestMs, Math.round(performance.now() - startedAt));
  }
  return { slowestMs };
}

/** What the school's office would do: the row of that one student with the number that was wrong. */
async function correctEmiratesId(client: Client, refused: QueueRow): Promise<void> {
  const { dateOfBirth, ...student } = await must(client, 'student.get', { id: refused.studentId });
  const header =
    'Student number,Given name,Family name,Date of birth,Sex,Nationality,Emirates ID,Grade,School';
  const cells = [student.studentNumber, student.givenName, student.familyName, dateOfBirth, student.sex];
  const rest = [student.nationality, '784-2020-0000099-9', student.grade, student.schoolName];
  await importRoster(client, new TextEncoder().encode(`${header}\n${[...cells, ...rest].join(',')}\n`));
}

async function rowsOf(client: Client): Promise<readonly QueueRow[]> {
  return (await must(client, 'queue.query', { filter: { status: 'all' }, offset: 0, limit: 200 })).rows;
}

async function waitFor(
  client: Client,
  holds: (rows: readonly QueueRow[]) => boolean,
): Promise<readonly QueueRow[] | null> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const rows = await rowsOf(client);
    if (holds(rows)) return rows;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return null;
}

function step(sentence: string): void {
  console.log(`- ${sentence}`);
}

function printTable(rows: readonly QueueRow[]): void {
  const count = (kind: string, state: string) =>
    rows.filter((row) => row.kind === kind && row.state === state).length;
  console.table(
    [...new Set(rows.map(({ kind }) => kind))].sort().map((kind) => ({
      message: kind,
      sent: count(kind, 'sent'),
      'replaced by a correction': count(kind, 'superseded'),
      pending: count(kind, 'pending'),
      failed: count(kind, 'failed'),
    })),
  );
}

const dataDir = mkdtempSync(join(tmpdir(), 'clinic-outbox-demo-'));
const opened = await openHost({ dataDir, packaged: false });
if (!opened.ok) throw new Error(opened.message);
const { host } = opened;
// The ports are chosen by the system, then kept: the receiver comes up where the profile says.
const chosen = await createPracticeReceiver();
await chosen.stop();
let receiver: Awaited<ReturnType<typeof createPracticeReceiver>> | null = null;
host.parts.destinations.save(
  null,
  'Practice receiver',
  {
    name: 'Practice receiver',
    kind: 'practice',
    transport: 'mllp',
    address: { host: '127.0.0.1', port: chosen.mllpPort },
    systemCode: 'TSTSYS',
    messagesPerSecond: 10,
  },
  undefined,
  'demo',
  Date.now(),
);
const app = createApp(host.parts);
app.start();
const wrong = await demonstrate(app.connect(), async () => {
  receiver = await createPracticeReceiver({
    mllpPort: chosen.mllpPort,
    faults: {
      rules: [
        {
          answer: 'AE',
          when: { kind: 'ADT^A04', nth: 5 },
          times: 1,
          err: { code: '102', location: 'PID-19', userText: 'Emirates ID is not known' },
        },
      ],
    },
  });
}).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
await app.stop();
await (receiver as Awaited<ReturnType<typeof createPracticeReceiver>> | null)?.stop();
await host.close();
rmSync(dataDir, { recursive: true, force: true });
console.log(wrong === null ? 'The demonstration succeeded.' : `The demonstration failed: ${wrong}`);
process.exitCode = wrong === null ? 0 : 1;
