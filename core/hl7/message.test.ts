import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardDelimiters } from './delimiters.ts';
import { encodeMessage, encodeText } from './encode.ts';
import {
  components,
  type Field,
  type Message,
  repeated,
  segment,
  segmentOf,
  textAt,
  textOf,
} from './message.ts';
import { parseMessage } from './parse.ts';

const samples = JSON.parse(
  readFileSync(new URL('../malaffi/samples/messages.json', import.meta.url), 'utf8'),
) as Record<string, string>;

describe('encodeMessage', () => {
  it('ends every segment with CR, the last too, and drops what is empty at the end', () => {
    const bytes = encodeMessage([
      segment('MSH', { 1: '|', 2: '^~\\&', 3: 'A', 9: components('ADT', 'A04', '') }),
      segment('PID', { 3: components('1', '', '', ['', 'S'], '', ['', '']), 8: '', 9: repeated('a', '') }),
    ]);

    expect(new TextDecoder().decode(bytes)).toBe('MSH|^~\\&|A||||||ADT^A04\rPID|||1^^^&S||||||a\r');
  });

  it('writes UTF-8 without a byte order mark', () => {
    expect([...encodeMessage([segment('PID', { 1: 'س' })])]).toEqual([80, 73, 68, 124, 0xd8, 0xb3, 13]);
  });
});

describe('parseMessage', () => {
  it.each(Object.keys(samples))('reads %s and writes the same bytes', (name) => {
    const text = samples[name] ?? '';
    const message = parseMessage(text);

    expect(message && encodeText(message)).toBe(text);
  });

  it('counts MSH as the standard does', () => {
    const message = parseMessage(samples.ADT_A04 ?? '');

    expect(
      message &&
        ['MSH-1', 'MSH-2', 'MSH-9.3', 'MSH-10', 'PID-3.4.2', 'PID-30', 'XYZ-1', 'bad'].map((place) =>
          textAt(message, place),
        ),
    ).toEqual(['|', '^~\\&', 'ADT_A01', 'MHIX1A2B0001K7Q4ZP9D', 'TSTSYS', 'N', '', '']);
    expect(message && textOf(segmentOf(message, 'PID'), 5, 2, 1, 2)).toBe('سالم');
  });

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR and empty lines', '\r\r'],
  ])('reads lines that end with %s', (_, lineEnd) => {
    const message = parseMessage((samples.ACK_AE ?? '').replaceAll('\r', lineEnd));

    expect(message && encodeText(message)).toBe(samples.ACK_AE);
  });

  it('reads a message without its last CR, with a byte order mark and blanks before it', () => {
    const message = parseMessage(`\ufeff \r\n${(samples.ACK_AA ?? '').trimEnd()}`);

    expect(message && encodeText(message)).toBe(samples.ACK_AA);
  });

  it('reads and writes other separators', () => {
    const text = 'MSH#*!?%#A*B#C?S?D?F??T?\r';
    const message = parseMessage(text);

    expect(message && [textAt(message, 'MSH-3.2'), textAt(message, 'MSH-4')]).toEqual(['B', 'C*D#%']);
    expect(message && encodeText(message)).toBe(text);
  });

  it('reads the Arabic single-byte set that MSH-18 names', () => {
    const head = new TextEncoder().encode('MSH|^~\\&|A|||||||||||||||8859/6\rPID|');
    const bytes = Uint8Array.from([...head, 0xd3, 0xc7, 0xe4, 0xe5, 13]);
    const message = parseMessage(bytes);

    expect(message && textAt(message, 'PID-1')).toBe('سالم');
  });

  it.each(['', '<html>', 'HTTP/1.1 200 OK', 'MS', '\u0006'])('refuses %j', (text) => {
    expect(parseMessage(new TextEncoder().encode(text))).toBeNull();
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.boolean(), (bytes, withHeader) => {
        const head = withHeader ? new TextEncoder().encode('MSH|^~\\&|') : new Uint8Array();
        expect(() => parseMessage(Uint8Array.from([...head, ...bytes]))).not.toThrow();
      }),
    );
  });

  it('gives back any fields that were written, in both scripts and with every delimiter', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
      fc.constantFrom('|', '^~\\&', '\\.br\\', 'المنصوري', '😀', 'a'.repeat(200)),
    );
    const component = fc.array(part, { minLength: 1, maxLength: 3 });
    const field: fc.Arbitrary<Field> = fc.array(fc.array(component, { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    });

    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 6 }), (fields) => {
        const header = segment('MSH', { 1: '|', 2: '^~\\&', 3: 'A' });
        const written = encodeMessage([header, { name: 'ZZZ', fields }]);
        const read = parseMessage(written);

        expect(read && segmentOf(read, 'ZZZ')?.fields).toEqual(normalised(fields));
        expect(read && encodeText(read)).toBe(new TextDecoder().decode(written));
      }),
    );
  });
});

/** What survives the wire: one kind of line break, and no halves of surrogate pairs. */
function normalised(fields: Message['segments'][number]['fields']): unknown {
  return fields.map((field) =>
    field.map((repetition) =>
      repetition.map((component) =>
        component.map((text) => text.replace(/\r\n?/g, '\n').replace(/\p{Cs}/gu, '\ufffd')),
      ),
    ),
  );
}

it('writes with the separators it was given', () => {
  const delimiters = { ...standardDelimiters, field: '#' };

  expect(encodeText({ delimiters, segments: [segment('PID', { 1: 'a|b#c' })] })).toBe('PID#a|b\\F\\c\r');
});
