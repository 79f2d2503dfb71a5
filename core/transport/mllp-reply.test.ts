import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frame } from '../hl7/mllp.ts';
import { createReplyReader } from './mllp-reply.ts';

const ack = 'MSH|^~\\&|X\rMSA|AA|C1\r';
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (body: Uint8Array) => new TextDecoder().decode(body);

describe('reading a reply', () => {
  it('gives the same reply wherever TCP cuts it', () => {
    const whole = frame(bytes(ack));

    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: whole.length - 1 }), { maxLength: 8 }), (cuts) => {
        const reader = createReplyReader(1000);
        const edges = [0, ...[...new Set(cuts)].sort((a, b) => a - b), whole.length];
        const results = edges.slice(1).map((end, index) => reader.push(whole.subarray(edges[index], end)));

        const reply = results.find((result) => result.kind === 'frame');

        expect(reply?.kind === 'frame' && text(reply.body)).toBe(ack);
        expect(reply?.kind === 'frame' && reply.rest).toBe(false);
      }),
    );
  });

  it('goes on waiting after a commit acknowledgement and stops at a commit refusal', () => {
    const reader = createReplyReader(1000);

    expect(reader.push(bytes('\x0b\x06\x1c\r'))).toEqual({ kind: 'more' });
    expect(reader.push(bytes(`\x0b${ack}\x1c\r`))).toMatchObject({ kind: 'frame', rest: false });
    expect(createReplyReader(1000).push(bytes('\x0b\x15\x1c\r'))).toEqual({ kind: 'refused' });
  });

  it('reads commit acknowledgement and reply out of one packet', () => {
    const result = createReplyReader(1000).push(bytes(`\x0b\x06\x1c\r\x0b${ack}\x1c\r`));

    expect(result.kind === 'frame' && text(result.body)).toBe(ack);
  });

  it('tells that something followed the reply', () => {
    expect(createReplyReader(1000).push(bytes(`\x0b${ack}\x1c\r\x0bMSH`))).toMatchObject({
      kind: 'frame',
      rest: true,
    });
  });

  it('takes a reply without the last carriage return, and line ends around it', () => {
    expect(createReplyReader(1000).push(bytes(`\r\n\x0b${ack}\x1c`)).kind).toBe('frame');
  });

  it('calls anything outside the marks garbage at once', () => {
    expect(createReplyReader(1000).push(bytes('HTTP/1.1 400 Bad Request')).kind).toBe('garbage');
  });

  it('never holds more than its limit', () => {
    const reader = createReplyReader(10);

    expect(reader.push(bytes('\x0b0123456789')).kind).toBe('more');
    expect(reader.push(bytes('xy')).kind).toBe('tooLarge');
  });
});
