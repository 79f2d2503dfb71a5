import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, it, vi } from 'vitest';

const electron = vi.hoisted(() => ({ exits: [] as number[], profile: '' }));

vi.mock('electron/main', () => ({
  app: {
    setPath(_: string, path: string) {
      electron.profile = path;
    },
    disableHardwareAcceleration() {},
    on() {},
    exit: (code: number) => electron.exits.push(code),
  },
}));

const { runWithoutWindow } = await import('./in-electron.ts');

it('a fault outside of what a command waits for ends it as a bug, without a dialog that nobody could close', () => {
  const faults = new EventEmitter();
  runWithoutWindow(() => new Promise(() => {}), faults);

  faults.emit('uncaughtException', new Error('an invented name'));

  expect(electron.exits).toEqual([1]);
  expect(existsSync(electron.profile)).toBe(false);
});
