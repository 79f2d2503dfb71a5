import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

describe('the redactor', () => {
  it.each([
    ['an Emirates ID', '784-2017-1234567-1', '784-2017-1234567-1'],
    ['an Emirates ID without dashes', 'id 784201712345671', '784201712345671'],
    ['a phone number', 'at +971501234567', '+971501234567'],
    ['a phone number with blanks', 'at 00971 50 123 4567', '123 4567'],
    ['a local mobile number', 'at 050 123 4567', '050 123 4567'],
    ['the start of an HL7 segment', 'read PID|1||S1042^^^||AL MARRI^SALEM', 'SALEM'],
    ['a segment of no standard', 'read ZPT|SALEM', 'SALEM'],
    ['a key header', '{"X-Api-Key":"abc-123"}', 'abc-123'],
    ['a key header with a scheme', 'Authorization: Bearer abc.def', 'abc.def'],
    ['a subscription key', 'ocp-apim-subscription-key=0011aa', '0011aa'],
    ['long base64', `key ${'QUJD'.repeat(10)}==`, 'QUJDQUJD'],
    ['Arabic text', 'name سالم', 'سالم'],
  ])('takes out %s', (_, line, secret) => {
    expect(redact(line)).not.toContain(secret);
    expect(redact(line)).toContain('[redacted]');
  });

  it('leaves what the log is for', () => {
    const line = 'message.attempt {"message":"1042","outcome":"noAnswer","code":"ERR:101","latencyMs":30004}';

    expect(redact(line)).toBe(line);
    expect(redact('destination 2f1b8c1e-5a7e-4f0e-9a57-0d5a3f6f2a11')).not.toContain('redacted');
  });
});
