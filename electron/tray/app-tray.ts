import { join } from 'node:path';
import { Menu, nativeTheme, Tray } from 'electron/main';
import type { TrayView } from '../../core/app-parts.ts';
import type { TrayState } from '../../core/contract/health.ts';
import type { Words } from '../words.ts';
import { tooltipOf } from './tray-words.ts';

export interface TrayActions {
  readonly open: () => void;
  readonly newAssessment: () => void;
  readonly queue: () => void;
  readonly sendWaiting: () => void;
  readonly quit: () => void;
}

/** The tray icon: its shape tells the state, its tooltip the counts, its menu the way in. */
export interface AppTray {
  update(view: TrayView, words: Words): void;
  destroy(): void;
}

/** Makes the icon. Files are loaded by path: only then Windows picks the frame for its scaling. */
export function createTray(iconDir: string, first: TrayView, words: Words, actions: TrayActions): AppTray {
  const tray = new Tray(iconPath(iconDir, first.state));
  let shown = { view: first, words };
  tray.on('click', actions.open);
  const retheme = () => tray.setImage(iconPath(iconDir, shown.view.state));
  nativeTheme.on('updated', retheme);
  const update = (view: TrayView, nextWords: Words) => {
    shown = { view, words: nextWords };
    tray.setImage(iconPath(iconDir, view.state));
    tray.setToolTip(tooltipOf(view, nextWords));
    tray.setContextMenu(menuOf(view, nextWords, actions));
  };
  update(first, words);
  return {
    update,
    destroy() {
      nativeTheme.removeListener('updated', retheme);
      tray.destroy();
    },
  };
}

/** The file for a state in the taskbar's theme, which may differ from that of applications. */
export function iconPath(iconDir: string, state: TrayState): string {
  const theme = nativeTheme as typeof nativeTheme & { shouldUseDarkColorsForSystemIntegratedUI?: boolean };
  const dark = theme.shouldUseDarkColorsForSystemIntegratedUI ?? theme.shouldUseDarkColors;
  const ending = process.platform === 'win32' ? 'ico' : 'png';
  return join(iconDir, `${state}-${dark ? 'dark' : 'light'}.${ending}`);
}

function menuOf(view: TrayView, words: Words, actions: TrayActions): Menu {
  return Menu.buildFromTemplate([
    { label: tooltipOf(view, words).replace(/^Clinic Outbox - /, ''), enabled: false },
    { type: 'separator' },
    { label: words('menu.open'), click: actions.open },
    { label: words('menu.newAssessment'), click: actions.newAssessment },
    { label: words('menu.queue'), click: actions.queue },
    { type: 'separator' },
    {
      label: words('menu.sendWaiting', { count: view.pending }),
      enabled: view.pending > 0,
      click: actions.sendWaiting,
    },
    { type: 'separator' },
    { label: words('menu.quit'), click: actions.quit },
  ]);
}
