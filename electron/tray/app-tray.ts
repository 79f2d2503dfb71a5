import { join } from 'node:path';
import { Menu, nativeTheme, Tray } from 'electron/main';
import type { TrayView } from '../../core/app-parts.ts';
import type { TrayState } from '../../core/contract/health.ts';
import type { Words } from '../words.ts';
import { type TrayActions, type TraySession, trayMenu } from './tray-menu.ts';
import { tooltipOf } from './tray-words.ts';

/** A countdown in a tooltip need not be right to the second. */
const tooltipMs = 5000;

/** What the icon shows: counts, the language, and who is signed in. */
export interface Shown {
  readonly view: TrayView;
  readonly words: Words;
  readonly session: TraySession;
}

/** The tray icon: its shape tells the state, its tooltip the counts, its menu the way in. */
export interface AppTray {
  update(shown: Shown): void;
  destroy(): void;
}

/** Makes the icon. Files are loaded by path: only then Windows picks the frame for its scaling. */
export function createTray(iconDir: string, first: Shown, actions: TrayActions): AppTray {
  let shown = first;
  let icon = iconPath(iconDir, first.view.state);
  const tray = new Tray(icon);
  tray.on('click', actions.open);
  const drawIcon = () => {
    const next = iconPath(iconDir, shown.view.state);
    if (next !== icon) tray.setImage(next);
    icon = next;
  };
  const drawTooltip = () => {
    const { view, words, session } = shown;
    const text = session.dataOpen
      ? tooltipOf(view, words, Date.now())
      : words('tooltip.product', { text: words('tooltip.closed') });
    tray.setToolTip(text);
  };
  const update = (next: Shown) => {
    shown = next;
    drawIcon();
    drawTooltip();
    tray.setContextMenu(
      Menu.buildFromTemplate(trayMenu(next.view, next.words, next.session, actions, Date.now())),
    );
  };
  nativeTheme.on('updated', drawIcon);
  const timer = setInterval(drawTooltip, tooltipMs);
  update(first);
  return {
    update,
    destroy() {
      clearInterval(timer);
      nativeTheme.removeListener('updated', drawIcon);
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
