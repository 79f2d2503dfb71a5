import { beforeEach, expect, it, vi } from 'vitest';
import { createGlobalKey } from './global-key.ts';

const keys = vi.hoisted(() => ({ held: new Map<string, () => void>(), taken: false }));

vi.mock('electron/main', () => ({
  globalShortcut: {
    register(accelerator: string, press: () => void) {
      if (keys.taken || keys.held.has(accelerator)) return false;
      keys.held.set(accelerator, press);
      return true;
    },
    unregister: (accelerator: string) => keys.held.delete(accelerator),
  },
}));

beforeEach(() => {
  keys.held.clear();
  keys.taken = false;
});

it('holds the key while it is wanted, once however often it is asked, and lets go of it', () => {
  const press = vi.fn();
  const key = createGlobalKey(press);
  expect([key.hold(true), key.hold(true)]).toEqual(['Ctrl+Alt+N', 'Ctrl+Alt+N']);
  keys.held.get('Ctrl+Alt+N')?.();
  expect(press).toHaveBeenCalledOnce();
  expect(key.hold(false)).toBeNull();
  expect(keys.held.size).toBe(0);
});

it('says that it has no key where another program holds it, and takes it when it is free', () => {
  const key = createGlobalKey(() => {});
  keys.taken = true;
  expect(key.hold(true)).toBeNull();
  keys.taken = false;
  expect(key.hold(true)).toBe('Ctrl+Alt+N');
});
