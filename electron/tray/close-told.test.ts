import { expect, it } from 'vitest';
import type { AppParts } from '../../core/app-parts.ts';
import { silentLog } from '../../core/host/ports.ts';
import { closeToldOnce } from './close-told.ts';

it('says once that the application stays, and again rather than not where it cannot remember', () => {
  const kept = new Map<string, string>();
  let full = true;
  let said = 0;
  const settings = {
    value: (key: string) => kept.get(key) ?? null,
    setValue(key: string, value: string) {
      if (full) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
      kept.set(key, value);
    },
  } as unknown as AppParts['settings'];
  const close = () =>
    closeToldOnce({ settings, log: silentLog }, () => {
      said += 1;
    });

  close();
  close();
  expect(said).toBe(2);
  full = false;
  close();
  close();
  expect(said).toBe(3);
});
