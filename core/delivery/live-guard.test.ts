import { expect, it } from 'vitest';
import { isLive, withholdLive } from './live-guard.ts';
import { createScriptedLine } from './scripted-line.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const message = (processingId: string) =>
  bytes(`MSH|^~\\&|TSTSYS|TSTSYS|R|A|20260105||ADT^A04^ADT_A01|C1|${processingId}|2.5.1\rPID|1||||||||T\r`);
const timeouts = { connectMs: 1, ackMs: 1, idleCloseMs: 1 };

it.each([
  ['T', false],
  ['D', false],
  ['D^T', false],
  ['P', true],
  ['P^T', true],
  ['', true],
])('MSH-11 %s is live: %s', (processingId, live) => {
  expect(isLive(message(processingId))).toBe(live);
});

it('takes what is no message for live', () => {
  expect([isLive(bytes('')), isLive(bytes('hello'))]).toEqual([true, true]);
});

it('lets test messages out and holds live ones back, certain that no byte left', async () => {
  const line = createScriptedLine();
  const opened = await withholdLive(line.transport).open({ kind: 'folder', folder: '/x' }, timeouts);
  if (!opened.ok) throw new Error('not opened');

  expect(await opened.connection.send(message('P'), 'C1')).toMatchObject({
    kind: 'none',
    bytesLeft: false,
    cause: 'withheld',
  });
  expect(line.sent).toEqual([]);
  expect(await opened.connection.send(message('T'), 'C1')).toMatchObject({ kind: 'hl7' });
  expect(line.sent).toEqual(['C1']);
});
