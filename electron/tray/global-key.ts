import { globalShortcut } from 'electron/main';

/** What opens a new assessment from any program (ux.md 3.11). */
const accelerator = 'Ctrl+Alt+N';

/** Holds the global key while it is wanted. */
export interface GlobalKey {
  /** Takes or lets go of the key; returns it while it is ours, null where it is not wanted or another program has it. */
  hold(wanted: boolean): string | null;
}

/** Electron answers false where another program holds the keys already: then the next call asks again. */
export function createGlobalKey(press: () => void): GlobalKey {
  let held = false;
  return {
    hold(wanted) {
      if (wanted && !held) held = globalShortcut.register(accelerator, press);
      if (!wanted && held) {
        globalShortcut.unregister(accelerator);
        held = false;
      }
      return held ? accelerator : null;
    },
  };
}
