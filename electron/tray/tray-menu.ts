import type { MenuItemConstructorOptions } from 'electron/main';
import type { TrayView } from '../../core/app-parts.ts';
import type { Words } from '../words.ts';
import { sentencesOf } from './tray-words.ts';

/** What the menu does. Everything that changes something goes through the session of the window, where roles are enforced. */
export interface TrayActions {
  readonly open: () => void;
  readonly newAssessment: () => void;
  readonly queue: () => void;
  readonly retryFailed: () => void;
  readonly sendWaiting: () => void;
  /** Null lasts until somebody resumes. */
  readonly pause: (minutes: number | null) => void;
  readonly resume: () => void;
  readonly testConnection: () => void;
  readonly copyDiagnostics: () => void;
  readonly settings: () => void;
  readonly quit: () => void;
}

/** Who may do what at the moment: without anybody signed in the menu still opens, sends and quits. */
export interface TraySession {
  readonly signedIn: boolean;
  readonly admin: boolean;
  /** False where the data does not open: then only the window and the way out are left. */
  readonly dataOpen: boolean;
  /** The key that opens a new assessment from any program; null where it is off or another program has it. */
  readonly key: string | null;
}

const pauses = [
  ['pause30', 30],
  ['pause60', 60],
  ['pause240', 240],
  ['pauseOpen', null],
] as const;

/** The menu of the icon: the state in counts, the ways in, and what can be done about it. */
export function trayMenu(
  view: TrayView,
  words: Words,
  session: TraySession,
  actions: TrayActions,
  now: number,
): MenuItemConstructorOptions[] {
  const { pending, failed } = view;
  const { key } = session;
  const open = { id: 'open', label: words('menu.open'), click: actions.open };
  const quit = { id: 'quit', label: words('menu.quit', { count: pending }), click: actions.quit };
  if (!session.dataOpen)
    return [{ label: words('tooltip.closed'), enabled: false }, { type: 'separator' }, open, quit];
  return [
    ...sentencesOf(view, words, now).map((label) => ({ label, enabled: false })),
    { type: 'separator' },
    open,
    {
      id: 'newAssessment',
      label: words('menu.newAssessment'),
      // Shown here; the key itself is held by `global-key.ts`.
      ...(key ? { accelerator: key, registerAccelerator: false } : {}),
      click: actions.newAssessment,
    },
    { id: 'queue', label: words('menu.queue'), click: actions.queue },
    { type: 'separator' },
    {
      id: 'retryFailed',
      label: words('menu.retryFailed', { count: failed }),
      enabled: failed > 0,
      click: actions.retryFailed,
    },
    {
      id: 'sendWaiting',
      label: words('menu.sendWaiting', { count: pending }),
      enabled: pending > 0,
      click: actions.sendWaiting,
    },
    pauseItem(view, words, session, actions),
    { type: 'separator' },
    { id: 'test', label: words('menu.test'), click: actions.testConnection },
    { id: 'diagnostics', label: words('menu.diagnostics'), click: actions.copyDiagnostics },
    { id: 'settings', label: words('menu.settings'), click: actions.settings },
    { type: 'separator' },
    quit,
  ];
}

function pauseItem(
  { line }: TrayView,
  words: Words,
  { admin, signedIn }: TraySession,
  actions: TrayActions,
): MenuItemConstructorOptions {
  if (line === 'paused')
    return { id: 'resume', label: words('menu.resume'), enabled: signedIn, click: actions.resume };
  if (!admin) return { id: 'pause', label: words('menu.pauseAdmin'), enabled: false };
  return {
    id: 'pause',
    label: words('menu.pause'),
    submenu: pauses.map(([key, minutes]) => ({
      id: key,
      label: words(`menu.${key}`),
      click: () => actions.pause(minutes),
    })),
  };
}
