import { appOrigin } from './window/app-origin.ts';

/** What is known of who sent a request. The frame is null when it navigated or closed meanwhile. */
export interface Sender {
  readonly contentsId: number;
  readonly frame: { readonly parent: unknown; readonly origin: string } | null;
}

/** Why a sender is refused, as a code for log and audit. */
export type Distrust = 'otherWindow' | 'frameGone' | 'embeddedFrame' | 'otherOrigin';

/** Null only for the top frame of our own window at our own origin. Anything unknown, empty or gone is refused. */
export function distrustOf(sender: Sender, windowContentsId: number | null): Distrust | null {
  if (windowContentsId === null || sender.contentsId !== windowContentsId) return 'otherWindow';
  if (!sender.frame) return 'frameGone';
  if (sender.frame.parent !== null) return 'embeddedFrame';
  return sender.frame.origin === appOrigin ? null : 'otherOrigin';
}
