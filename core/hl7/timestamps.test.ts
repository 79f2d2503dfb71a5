import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDt, formatDtm, isDtm, parseDtm } from './timestamps.ts';

describe('formatDtm', () => {
  it('shows the clock of Dubai, with the offset where it is wanted', () => {
    const instant = Date.parse('2025-11-02T21:30:00Z');

    expect(formatDtm(instant, { offset: true })).toBe('20251103013000+0400');
    expect(formatDtm(instant)).toBe('20251103013000');
  });

  it.each(['America/New_York', 'Pacific/Auckland', 'Asia/Dubai', 'UTC'])('is the same in %s', (zone) => {
    const module = fileURLToPath(new URL('./timestamps.ts', import.meta.url));
    const code = `const { formatDtm, formatDt } = await import(${JSON.stringify(module)});
      console.log(new Date(2025, 0, 1).getTimezoneOffset(), formatDtm(Date.parse('2025-11-02T21:30:00Z')), formatDt('2014-05-17'));`;

    const run = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    });

    const [offset, time, birth] = run.stdout.trim().split(' ');
    expect([time, birth]).toEqual(['20251103013000', '20140517']);
    // The zone did take effect: otherwise this proves nothing.
    expect(offset).toBe(
      { 'America/New_York': '300', 'Pacific/Auckland': '-780', 'Asia/Dubai': '-240', UTC: '0' }[zone],
    );
  });

  it('gives nothing for an instant that no calendar holds', () => {
    expect([Number.NaN, 9e15, -1e14, Number.POSITIVE_INFINITY].map((at) => formatDtm(at))).toEqual([
      '',
      '',
      '',
      '',
    ]);
  });

  it('is read back to the second, for any instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2e12, max: 2e14 }), (at) => {
        const second = Math.floor(at / 1000) * 1000;
        expect(parseDtm(formatDtm(second, { offset: true }))).toBe(second);
        expect(parseDtm(formatDtm(second))).toBe(second);
      }),
    );
  });
});

describe('isDtm', () => {
  it.each([
    '2025',
    '202511',
    '20251103',
    '2025110309',
    '202511030915',
    '20251103091502',
    '20251103091502.1234+0400',
    '20240229',
  ])('takes %s', (text) => {
    expect(isDtm(text)).toBe(true);
  });

  it.each([
    '20251103T091502+0400',
    '2014-05-17',
    '20250229',
    '20251332',
    '20251103240000',
    '20251103096000',
    '20251103091502+4',
    '20251103091502+1500',
    '',
    'now',
  ])('refuses %s', (text) => {
    expect(isDtm(text)).toBe(false);
  });
});

it('writes a calendar date without its dashes', () => {
  expect(formatDt('2014-05-17')).toBe('20140517');
});
