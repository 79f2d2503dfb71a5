import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { injections } from '../../../db/fixture/fault.ts';
import { type ScriptedDrainer, scriptedDrainer } from '../../../db/fixture/scripted-drainer.ts';
import { type AckCode, ackCodes } from '../../hl7/ack.ts';
import { buildAck } from '../../hl7/build-ack.ts';
import type { Reply } from '../ports.ts';

const contentCodes = ['100', '101', '102', '103', '200', '201'];
const errCodes = [...contentCodes, '204', '205', '206', '207'];

let scripted: ScriptedDrainer;

beforeEach(() => {
  scripted = scriptedDrainer(60);
});

afterEach(async () => {
  expect(scripted.broken()).toEqual([]);
  await scripted.close();
});

function reply(transport: string, controlId: string, code: AckCode, err?: string): Reply {
  const request = new TextEncoder().encode(
    `MSH|^~\\&|A|B|C|D|20260105080000+0400||ADT^A04|${controlId}|T|2.5.1\r`,
  );
  const body = buildAck({ request, code, ...(err ? { error: { code: err } } : {}) });
  return transport === 'mllp'
    ? { kind: 'hl7', body, latencyMs: 1 }
    : { kind: 'http', status: 200, contentType: 'application/hl7-v2', retryAfter: null, body, latencyMs: 1 };
}

/** What becomes of a message that is answered so once and accepted after that. ERR is stronger than MSA-1. */
function expected(
  code: AckCode,
  err: string | undefined,
): { readonly state: string; readonly tries: number } {
  if (err === undefined) {
    if (code === 'AA' || code === 'CA') return { state: 'sent', tries: 1 };
    return code === 'AR' || code === 'CR' ? { state: 'sent', tries: 2 } : { state: 'failed', tries: 1 };
  }
  // 204 is a wait only behind an earlier ADT that is not sent; here there is none.
  if (contentCodes.includes(err) || err === '204') return { state: 'failed', tries: 1 };
  return { state: 'sent', tries: err === '205' ? 1 : 2 };
}

describe.each(['mllp', 'http'])('each ACK code with each ERR code, over %s [faults 11, A29]', (transport) => {
  it.for(ackCodes)('%s', async (code, context) => {
    const { clinic, line, start, pass, row } = scripted;
    const errs = code === 'AA' || code === 'CA' ? [undefined] : [undefined, ...errCodes];
    injections(context, errs.length);
    const first = new Map<string, string | undefined>();
    const ids = errs.map((err, index) => {
      const message = clinic.a04();
      if (message.built) first.set(message.controlId, err);
      return { err, id: clinic.visit(index + 1, undefined, [message])[0] ?? 0 };
    });
    line.answer = (controlId) => {
      if (!first.has(controlId)) return reply(transport, controlId, 'AA');
      const err = first.get(controlId);
      first.delete(controlId);
      return reply(transport, controlId, code, err);
    };

    start({ maxStrikes: 50 });
    await pass(30 * 60_000, 5000);

    for (const { err, id } of ids) {
      const { controlId, state } = row(id);
      const tries = line.sent.filter((sent) => sent === controlId).length;
      expect({ err, state, tries }).toEqual({ err, ...expected(code, err) });
    }
  });
});
