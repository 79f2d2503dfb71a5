import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAck } from './ack.ts';
import { buildAck } from './build-ack.ts';

const samples = JSON.parse(
  readFileSync(new URL('../malaffi/samples/messages.json', import.meta.url), 'utf8'),
) as Record<string, string>;

const bytesOf = (text: string) => new TextEncoder().encode(text);
const ack = (text: string) => parseAck(bytesOf(text));
const header = 'MSH|^~\\&|R|A|S|S|20251103||ACK|1|T|2.5.1\r';

describe('parseAck', () => {
  it('tells the receiver’s clock only where MSH-7 names second and offset', () => {
    const at = (msh7: string) =>
      parseAck(new TextEncoder().encode(`MSH|^~\\&|A|B|C|D|${msh7}||ACK|1|T|2.5.1\rMSA|AA|X\r`))?.sentAt;

    expect(at('20260105120000+0400')).toBe(Date.UTC(2026, 0, 5, 8));
    expect([at('20260105120000'), at('202601051200+0400'), at('')]).toEqual([null, null, null]);
  });

  it('reads an acceptance', () => {
    expect(ack(samples.ACK_AA ?? '')).toMatchObject({
      code: 'AA',
      controlId: 'MHIX1A2B0001K7Q4ZP9D',
      text: null,
      errors: [],
    });
  });

  it('reads where and why a message was refused', () => {
    expect(ack(samples.ACK_AE ?? '')).toMatchObject({
      code: 'AE',
      errors: [
        {
          code: '103',
          severity: 'E',
          location: 'PV1-7.1',
          applicationCode: '1014',
          text: 'The attending clinician is not registered for this facility.',
        },
      ],
    });
  });

  it('reads the other samples', () => {
    expect(ack(samples.ACK_AR ?? '')).toMatchObject({
      code: 'AR',
      errors: [{ code: '202', location: 'MSH-11' }],
    });
    expect(ack(samples.ACK_AR207 ?? '')).toMatchObject({
      code: 'AR',
      errors: [{ code: '207', location: null }],
    });
    expect(ack(samples.ACK_CA ?? '')?.code).toBe('CA');
  });

  it.each(['\n', '\r\n'])(
    'reads lines that end with %j, without the last one, after a byte order mark',
    (lineEnd) => {
      const text = `\ufeff${(samples.ACK_AE ?? '').trimEnd().replaceAll('\r', lineEnd)}`;

      expect(ack(text)).toEqual(ack(samples.ACK_AE ?? ''));
    },
  );

  it('reads other separators', () => {
    expect(ack('MSH#*!?%#R#A\rMSA#AE#77#Fault?F?1\rERR##PID*1*3#101*Missing#E\r')).toMatchObject({
      code: 'AE',
      controlId: '77',
      text: 'Fault#1',
      errors: [{ code: '101', location: 'PID-3', text: 'Missing' }],
    });
  });

  it('reads several errors, the old style among them, and skips empty ones', () => {
    const text = `${header}MSA|AE|1\rERR|PID^1^3^101&Required field missing~PV1^1^7^103\rERR|\rERR|||207^Busy|W|||diagnosis\r`;

    expect(ack(text)?.errors).toEqual([
      {
        code: '101',
        severity: null,
        location: 'PID-3',
        applicationCode: null,
        text: 'Required field missing',
      },
      { code: '103', severity: null, location: 'PV1-7', applicationCode: null, text: null },
      { code: '207', severity: 'W', location: null, applicationCode: null, text: 'diagnosis' },
    ]);
  });

  it('tells an empty and a cut MSA-2 as they are, for the caller to compare', () => {
    expect(ack(`${header}MSA|AA\r`)?.controlId).toBe('');
    expect(ack(`${header}MSA|AA|MHIX1A2B0001K7Q4ZP9\r`)?.controlId).toBe('MHIX1A2B0001K7Q4ZP9');
  });

  it.each([
    ['lower case', `${header}MSA|aa|1\r`],
    ['an unknown code', `${header}MSA|OK|1\r`],
    ['no MSA', header],
    ['no header', 'MSA|AA|1\r'],
    ['an empty body', ''],
    ['HTML', '<html><body>Sign in</body></html>'],
    ['our own message', samples.ADT_A04 ?? ''],
  ])('takes %s for no answer', (_, text) => {
    expect(ack(text)).toBeNull();
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(() => parseAck(Uint8Array.from([...bytesOf(`${header}MSA|AA|`), ...bytes]))).not.toThrow();
        expect(() => parseAck(bytes)).not.toThrow();
      }),
    );
  });
});

describe('buildAck', () => {
  it('swaps sender and receiver and answers our control id', () => {
    const built = buildAck({
      request: bytesOf(samples.ADT_A04 ?? ''),
      code: 'AA',
      now: Date.parse('2025-11-03T09:15:03+04:00'),
      controlId: 'ADHIE0000000000871',
    });

    expect(new TextDecoder().decode(built)).toBe(samples.ACK_AA);
  });

  it('builds the refusal of the sample', () => {
    const built = buildAck({
      request: bytesOf(samples.ADT_A04 ?? ''),
      code: 'AR',
      now: Date.parse('2025-11-03T09:15:03+04:00'),
      controlId: 'ADHIE0000000000873',
      error: {
        code: '202',
        text: 'Unsupported processing id',
        location: 'MSH-11',
        userText: 'Test message sent to the production interface.',
      },
    });

    expect(new TextDecoder().decode(built)).toBe(samples.ACK_AR);
  });

  it('is understood by parseAck for every code and place', () => {
    const built = buildAck({
      request: bytesOf(samples.ORU_VITALS ?? ''),
      code: 'CE',
      error: {
        code: '103',
        location: 'OBX-5.1',
        application: { code: '1014', text: 'Not | found' },
        userText: 'a^b',
      },
    });

    expect(parseAck(built)).toMatchObject({
      code: 'CE',
      controlId: 'MHIX1C9E0001P2M8XW3H',
      text: null,
      errors: [{ code: '103', severity: 'E', location: 'OBX-5.1', applicationCode: '1014', text: 'a^b' }],
    });
  });

  it('answers what it cannot read, without a control id', () => {
    expect(parseAck(buildAck({ request: bytesOf('garbage'), code: 'AR' }))).toMatchObject({
      code: 'AR',
      controlId: '',
    });
  });
});
