import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frame, MllpDecoder, type MllpEvent } from './mllp.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (event: MllpEvent | undefined) =>
  event?.kind === 'frame' ? new TextDecoder().decode(event.bytes) : event?.kind;

function decode(chunks: readonly Uint8Array[], maxFrameBytes?: number) {
  const decoder = new MllpDecoder(maxFrameBytes === undefined ? {} : { maxFrameBytes });
  return chunks.flatMap((chunk) => decoder.push(chunk));
}

const join = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

describe('frame', () => {
  it('puts 0B before and 1C 0D behind the message', () => {
    expect([...frame(bytes('A\r'))]).toEqual([0x0b, 0x41, 0x0d, 0x1c, 0x0d]);
  });
});

describe('MllpDecoder', () => {
  it('reads a frame that arrives byte by byte', () => {
    const chunks = [...frame(bytes('MSH|سالم\r'))].map((byte) => Uint8Array.of(byte));

    expect(decode(chunks).map(text)).toEqual(['MSH|سالم\r']);
  });

  it('reads two frames at once', () => {
    expect(decode([join(frame(bytes('one')), frame(bytes('two')))]).map(text)).toEqual(['one', 'two']);
  });

  it('counts what lies outside of frames', () => {
    expect(decode([join(bytes('noise'), frame(bytes('one')), bytes('\r\n'))])).toEqual([
      { kind: 'ignored', count: 7 },
      { kind: 'frame', bytes: bytes('one') },
    ]);
  });

  it('does not end a frame at 1C alone', () => {
    expect(
      decode([join(Uint8Array.of(0x0b), bytes('a\u001cb'), Uint8Array.of(0x1c, 0x0d))]).map(text),
    ).toEqual(['a\u001cb']);
  });

  it('begins anew at a start block inside a frame, so that a half reply is never taken for one', () => {
    expect(decode([join(bytes('\u000bMSA|AA|1'), frame(bytes('two')))]).map(text)).toEqual([
      'ignored',
      'two',
    ]);
  });

  it('tells a commit acknowledgement from an answer', () => {
    expect(
      decode([frame(Uint8Array.of(0x06)), frame(Uint8Array.of(0x15)), frame(bytes('x'))]).map(text),
    ).toEqual(['commitAck', 'commitNak', 'x']);
  });

  it('throws away a frame past the limit, says so once, and reads the next', () => {
    const events = decode([frame(bytes('x'.repeat(5000))), frame(bytes('next'))], 1000);

    expect(events.filter(({ kind }) => kind === 'overflow')).toHaveLength(1);
    expect(text(events.at(-1))).toBe('next');
    expect(decode([frame(bytes('x'.repeat(1000)))], 1000).map(text)).toEqual(['x'.repeat(1000)]);
  });

  it('knows whether a frame is open', () => {
    const decoder = new MllpDecoder();

    decoder.push(bytes('\u000bMSH'));
    expect(decoder.midFrame).toBe(true);
    decoder.push(Uint8Array.of(0x1c, 0x0d));
    expect(decoder.midFrame).toBe(false);
  });

  it('finds the same frames wherever the network cuts', () => {
    const message = fc.string({ unit: 'grapheme', minLength: 2 });

    fc.assert(
      fc.property(fc.array(message, { maxLength: 4 }), fc.array(fc.nat({ max: 200 })), (messages, cuts) => {
        const stream = join(...messages.map((each) => frame(bytes(each))));
        const places = [0, ...cuts.filter((cut) => cut < stream.length).sort((a, b) => a - b), stream.length];
        const chunks = places.slice(1).map((end, index) => stream.slice(places[index], end));

        expect(decode(chunks).map(text)).toEqual(
          messages.map((each) => new TextDecoder().decode(bytes(each))),
        );
      }),
    );
  });
});
