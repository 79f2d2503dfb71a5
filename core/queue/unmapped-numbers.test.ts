import { expect, it } from 'vitest';
import { unmappedNumberLog } from './unmapped-numbers.ts';

const reply = (err: string) => ({
  ackRaw: new TextEncoder().encode(`MSH|^~\\&|R|A|T|T|20260105||ACK|1|T|2.5.1\rMSA|AE|C1\rERR|${err}\r`),
});

function logged(err: string | null): readonly unknown[] {
  const lines: unknown[] = [];
  const log = unmappedNumberLog({
    queue: { reply: () => (err === null ? null : reply(err)) },
    settings: { value: () => null },
    log: { warn: (event: string, values: unknown) => lines.push([event, values]) },
  } as never);
  log({ kind: 'message', messageId: 7, state: 'failed' });
  log({ kind: 'message', messageId: 7, state: 'sent' });
  return lines;
}

it('logs the codes of a refusal that nobody has words for, and nothing of its text', () => {
  const lines = logged('|PID^1^5|999^Other^HL70357|E|2042^Own^MALAFFI|||Salem is not known');

  expect(lines).toEqual([['receiver.unmappedNumber', { message: '7', err3: 'ERR:999', err5: 'ERR:2042' }]]);
});

it('is silent for numbers that have words, and where there was no answer', () => {
  expect(logged('||101^Required field missing^HL70357|E|2042^Own^MALAFFI')).toEqual([]);
  expect(logged(null)).toEqual([]);
});
