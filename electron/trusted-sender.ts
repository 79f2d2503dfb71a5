import { appOrigin } from './window/app-origin.ts';

/** What is known of who sent a request. The frame is null when it navigated or closed meanwhile. */
export interface Sender {
  readonly contentsId: number;
  readonly frame: { readonly parent: unknown; readonly origin: string } | null;
}

/** True only for the top frame of our own window at our own origin. Anything unknown, empty or gone is refused. */
export function isTrustedSender(sender: Sender, windowContentsId: number | null): boolean {
  if (windowContentsId === null || sender.contentsId !== windowContentsId) return false;
  if (!sender.frame || sender.frame.parent !== null) return false;
  return sender.frame.origin === appOrigin;
}
