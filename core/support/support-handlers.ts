import type { AppParts, Handlers } from '../app-parts.ts';
import { ok } from '../contract/result.ts';

/** Diagnostics for whoever is signed in; the tray copies the same text. Who took them is written down. */
export function supportHandlers(
  { audit, clock }: Pick<AppParts, 'audit' | 'clock'>,
  diagnostics: () => string,
): Pick<Handlers, 'support.bundle'> {
  return {
    'support.bundle': (_, caller) => {
      const text = diagnostics();
      audit.append({
        at: clock.nowMs(),
        actor: String(caller.signedIn?.accountId ?? 0),
        action: 'support.bundle',
        subject: 'diagnostics',
        outcome: 'ok',
        detail: '',
      });
      return ok({ text });
    },
  };
}
