import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseAck } from '../../hl7/ack.ts';
import { mllpAt, openOrThrow } from '../testing/connections.ts';
import { sampleA04 } from '../testing/sample-messages.ts';

const entry = join(import.meta.dirname, '../../../build/practice-receiver.mjs');
let folder: string;
const running: ChildProcessWithoutNullStreams[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outbox-run-'));
});

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
  rmSync(folder, { recursive: true });
});

/** Starts the command and gives its lines as they come. */
function command(...args: string[]) {
  const child = spawn(process.execPath, [entry, ...args]);
  running.push(child);
  let output = '';
  const waiting = new Set<() => void>();
  const take = (bytes: Buffer) => {
    output += bytes.toString('utf8');
    for (const check of waiting) check();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const until = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve) => {
      const check = () => {
        const match = pattern.exec(output);
        if (match) resolve(match);
      };
      waiting.add(check);
      check();
    });
  return { child, until };
}

async function sendTo(port: number, controlId: string) {
  const connection = await openOrThrow(mllpAt(port));
  const reply = await connection.send(sampleA04(controlId), controlId);
  connection.close();
  return reply.kind === 'hl7' ? parseAck(reply.body)?.code : reply.kind;
}

describe('npm run practice-receiver', () => {
  it('prints its ports first, works, and ends cleanly at SIGTERM', async () => {
    const record = join(folder, 'record.jsonl');
    const { child, until } = command('--json', '--record', record);
    const [line = ''] = await until(/^\{"mllp":\d+,"http":\d+\}\n/);
    const { mllp } = JSON.parse(line) as { mllp: number };

    const code = await sendTo(mllp, 'C1');
    const exited = once(child, 'exit');
    child.kill('SIGTERM');

    expect(code).toBe('AA');
    expect(await exited).toEqual([0, null]);
    expect(readFileSync(record, 'utf8')).toContain('"controlId":"C1"');
  });

  it('obeys a fault file that changes, and keeps the old plan when the new one is wrong', async () => {
    const faults = join(folder, 'faults.json');
    writeFileSync(faults, '{"rules":[{"answer":"AR"}]}');
    const { until } = command('--faults', faults);
    const [, port] = await until(/^\{"mllp":(\d+),/);

    const before = await sendTo(Number(port), 'C1');
    writeFileSync(faults, '{"rules":[{"answer":"perhaps"}]}');
    const [sentence] = await until(/The changed fault plan is not usable.*rules.*\n/);
    const meanwhile = await sendTo(Number(port), 'C2');
    writeFileSync(faults, '\ufeff{"rules":[]}');
    await until(/The changed fault plan is in force.\n/);

    expect([before, meanwhile, await sendTo(Number(port), 'C3')]).toEqual(['AR', 'AR', 'AA']);
    expect(sentence).toContain('rules.0.answer');
  });

  it('ends when npm is told to end, although the shell between them tells nobody', async () => {
    const shell = spawn('/bin/sh', ['-c', `"${process.execPath}" "${entry}" --json; true`], {
      env: { ...process.env, npm_lifecycle_event: 'practice-receiver' },
    });
    running.push(shell);
    await once(shell.stdout, 'data');
    const lastHolderOfOutputEnded = once(shell, 'close');

    shell.kill('SIGKILL');

    await lastHolderOfOutputEnded;
  });

  it.each([
    [['--mllp', 'many'], /Usage: /],
    [['--colour'], /Usage: /],
    [['--record', '/nowhere/record.jsonl'], /The record file cannot be written/],
    [['--faults', '/nowhere/faults.json'], /The fault plan is not usable. the file cannot be read/],
  ])('says in one line what is wrong with %j', async (args, sentence) => {
    const { child, until } = command(...args);
    const exited = once(child, 'exit');

    await until(sentence);

    expect(await exited).toEqual([1, null]);
  });

  it('says that a port is taken', async () => {
    const { until } = command();
    const [, port = ''] = await until(/^\{"mllp":(\d+),/);

    const second = command('--mllp', port);

    await second.until(/The practice receiver cannot listen/);
  });
});
