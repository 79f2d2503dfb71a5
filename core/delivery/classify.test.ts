import { describe, expect, it } from 'vitest';
import type { AckCode } from '../hl7/ack.ts';
import { type AckProblem, buildAck } from '../hl7/build-ack.ts';
import { type AnswerContext, classifyFault, classifyReply } from './classify.ts';
import { type OutcomeKey, outcomeRows } from './outcomes.ts';
import type { ConnectFault, Reply } from './ports.ts';

const controlId = 'CTRL0000000000000001';
const request = new TextEncoder().encode(
  `MSH|^~\\&|TSTSYS|TSTSYS|X|Y|20260105080000+0400||ADT^A04^ADT_A01|${controlId}|T|2.5.1\rEVN|A04|20260105080000\r`,
);

function context(change: Partial<AnswerContext> = {}): AnswerContext {
  return { controlId, overrides: {}, nowMs: 0, earlierAdtUnsent: () => true, ...change };
}

function ack(code: AckCode, error?: AckProblem): Uint8Array {
  return buildAck({ request, code, ...(error ? { error } : {}) });
}

const mllp = (body: Uint8Array): Reply => ({ kind: 'hl7', body, latencyMs: 1 });
const text = (body: string): Reply => mllp(new TextEncoder().encode(body));
const http = (status: number, body: Uint8Array | string = '', retryAfter: string | null = null): Reply => ({
  kind: 'http',
  status,
  contentType: 'application/hl7-v2',
  retryAfter,
  body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  latencyMs: 1,
});
const none = (cause: 'timeout' | 'reset' | 'closed' | 'tooLarge' | 'garbage', bytesLeft = true): Reply => ({
  kind: 'none',
  bytesLeft,
  cause,
  code: 'X',
  latencyMs: 1,
});

/** A reply for each code of the table of outcomes, over MLLP and, where it can be, inside HTTP 200. */
function repliesFor(key: OutcomeKey): readonly Reply[] {
  const [family = '', value = ''] = key.split(':');
  const both = (body: Uint8Array) => [mllp(body), http(200, body)];
  switch (family) {
    case 'ACK':
      return both(ack(value as AckCode));
    case 'ERR':
      return [...both(ack('AE', { code: value })), ...both(ack('AR', { code: value }))];
    case 'HTTP':
      return [
        http(value === '3xx' ? 302 : value === '4xx' ? 418 : value === '5xx' ? 520 : Number(value), '<html>'),
      ];
    case 'NONE':
      return [none(value as 'timeout')];
    case 'REPLY':
      return {
        otherControlId: both(
          buildAck({
            request: new TextEncoder().encode(new TextDecoder().decode(request).replace(controlId, 'OTHER')),
            code: 'AA',
          }),
        ),
        unreadable: [text('MSH|^~\\&|no msa\r'), http(200, 'hello')],
        empty: [text(''), http(200, '')],
        html: [http(200, '<!doctype html><title>Sign in</title>'), text('<html></html>')],
      }[value] as readonly Reply[];
    case 'FILE':
      return [{ kind: 'file', result: value as 'written', code: null, latencyMs: 1 }];
    default:
      return [];
  }
}

const rows = outcomeRows.flatMap((row) =>
  Object.entries(row.problems)
    .filter(([key]) => !key.startsWith('CONNECT:'))
    .map(([key, problem]) => ({ key: key as OutcomeKey, problem, outcome: row.class })),
);

describe('the table of outcomes', () => {
  it.each(rows)('$key is $outcome', ({ key, problem, outcome }) => {
    const replies = repliesFor(key);
    expect(replies.length).toBeGreaterThan(0);
    for (const reply of replies) {
      expect(classifyReply(reply, context())).toMatchObject({ key, class: outcome, problem });
    }
  });

  it.each([
    ['dns', 'unreachable', 'NET_OFFLINE'],
    ['refused', 'unreachable', 'NET_UNREACHABLE'],
    ['timeout', 'unreachable', 'NET_TIMEOUT_BEFORE_SEND'],
    ['tlsName', 'configuration', 'TLS_NAME'],
    ['tlsExpired', 'configuration', 'TLS_EXPIRED'],
    ['tlsUntrusted', 'configuration', 'TLS_UNTRUSTED'],
  ] as const)('a connect that fails by %s is %s', (kind, outcome, problem) => {
    expect(classifyFault({ kind, code: 'X' } satisfies ConnectFault, {})).toMatchObject({
      class: outcome,
      problem,
    });
  });
});

describe('an acknowledgement', () => {
  it('counts only for the very control id that was sent', () => {
    const almost = controlId.slice(0, -1);
    const body = new TextDecoder().decode(ack('AA')).replace(`MSA|AA|${controlId}`, `MSA|AA|${almost}`);

    expect(classifyReply(text(body), context())).toMatchObject({
      class: 'noAnswer',
      possiblyDelivered: true,
      keepConnection: false,
    });
  });

  it('is weaker than an error in it, and stronger than a remark in it', () => {
    expect(classifyReply(mllp(ack('AA', { code: '101', severity: 'E' })), context()).class).toBe('rejected');
    expect(classifyReply(mllp(ack('AA', { code: '101', severity: 'W' })), context()).class).toBe('delivered');
    expect(classifyReply(mllp(ack('AA', { code: '0', severity: 'I' })), context()).class).toBe('delivered');
  });

  it('with a code that nobody knows is judged by MSA-1', () => {
    expect(classifyReply(mllp(ack('AE', { code: '999' })), context())).toMatchObject({
      class: 'rejected',
      key: 'ACK:AE',
    });
    expect(classifyReply(mllp(ack('AR', { code: '999' })), context())).toMatchObject({
      class: 'transient',
      maxStrikes: 3,
    });
  });

  it('that does not know the student waits only while an earlier ADT of the student is unsent', () => {
    const unknown = mllp(ack('AE', { code: '204' }));

    expect(classifyReply(unknown, context({ earlierAdtUnsent: () => true })).class).toBe('wait');
    expect(classifyReply(unknown, context({ earlierAdtUnsent: () => false })).class).toBe('rejected');
  });

  it('names the Emirates ID when the receiver points at PID-3 or PID-19', () => {
    const { problem, errLocation } = classifyReply(
      mllp(ack('AE', { code: '101', location: 'PID-19' })),
      context(),
    );

    expect([problem, errLocation]).toEqual(['NACK_ID', 'PID-19']);
    expect(classifyReply(mllp(ack('AE', { code: '101', location: 'PID-5' })), context()).problem).toBe(
      'NACK_REQUIRED',
    );
  });

  it('of a duplicate counts as delivered and says so', () => {
    expect(classifyReply(mllp(ack('AE', { code: '205' })), context())).toMatchObject({
      class: 'delivered',
      duplicate: true,
    });
  });
});

describe('no acknowledgement', () => {
  it('after bytes have left may mean that the message arrived', () => {
    expect(classifyReply(none('reset'), context())).toMatchObject({
      class: 'noAnswer',
      possiblyDelivered: true,
    });
  });

  it('when certainly no byte left is the fault of the line', () => {
    expect(classifyReply(none('closed', false), context())).toMatchObject({
      class: 'unreachable',
      possiblyDelivered: false,
    });
  });
});

describe('the receiver and the profile', () => {
  it('may ask to wait, at most an hour', () => {
    expect(classifyReply(http(429, '', '90'), context()).retryAfterMs).toBe(90_000);
    expect(classifyReply(http(503, '', '999999'), context()).retryAfterMs).toBe(3_600_000);
    expect(classifyReply(http(503, '', 'Thu, 01 Jan 1970 00:02:00 GMT'), context()).retryAfterMs).toBe(
      120_000,
    );
    expect(classifyReply(http(503, '', 'soon'), context()).retryAfterMs).toBeNull();
  });

  it('may give a code another meaning', () => {
    const overrides = { 'ERR:207': 'rejected' } as const;

    expect(classifyReply(mllp(ack('AR', { code: '207' })), context({ overrides })).class).toBe('rejected');
  });
});
