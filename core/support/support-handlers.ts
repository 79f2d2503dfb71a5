import type { Handlers } from '../app-parts.ts';
import { ok } from '../contract/result.ts';

/** Diagnostics for whoever is signed in; the tray copies the same text. */
export function supportHandlers(diagnostics: () => string): Pick<Handlers, 'support.bundle'> {
  return { 'support.bundle': () => ok({ text: diagnostics() }) };
}
