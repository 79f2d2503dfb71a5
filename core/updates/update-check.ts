import type { AppParts } from '../app-parts.ts';
import { codeOf } from '../host/error-code.ts';
import type { Cancel } from '../host/ports.ts';
import { logCode } from '../host/ports.ts';
import { isNewer, versionIn } from './versions.ts';

/** What a feed answered: its text, or a code why not. */
export type FeedAnswer =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: string };

/** Reads IT's feed: a GET without anything of this PC in it. A port of the host. */
export type ReadFeed = () => Promise<FeedAnswer>;

export const checkEveryMs = 24 * 3_600_000;
/** So that a fleet that starts at seven does not ask at seven. */
export const jitterMs = 3_600_000;
/** A start has better things to do. */
const soonestMs = 60_000;

const checkedKey = 'updateCheckedAt';
const newestKey = 'updateNewest';

/** Knows whether a newer version is offered. It never downloads and never installs: IT does. */
export interface UpdateCheck {
  start(): void;
  stop(): void;
  /** The version that the feed named last, where it is newer than this one; null as a rule, and where there is no feed. */
  newer(): string | null;
}

/** Makes the check: once a day for the PC, whoever is signed in and however often it starts. `onFound` when something newer is there. */
export function createUpdateCheck(
  parts: Pick<AppParts, 'settings' | 'clock' | 'random' | 'log' | 'version' | 'readFeed'>,
  onFound: () => void,
): UpdateCheck {
  const { settings, clock, random, log, version, readFeed } = parts;
  let cancel: Cancel = () => {};
  let stopped = false;
  if (!readFeed) return { start() {}, stop() {}, newer: () => null };
  const read = readFeed;

  function plan(): void {
    if (!stopped) cancel = clock.after(waitMs(), () => void check());
  }

  /** A database that cannot be read must not end the program for the sake of this: it is asked again a day later. */
  function waitMs(): number {
    try {
      const now = clock.nowMs();
      const checkedAt = Number(settings.value(checkedKey) ?? 0);
      // A check in the future is one of a clock that was put back since.
      const sinceMs = checkedAt > now ? checkEveryMs : now - checkedAt;
      return Math.max(checkEveryMs - sinceMs, soonestMs) + random() * jitterMs;
    } catch (error) {
      log.warn('update.notPlanned', { code: logCode(codeOf(error)) });
      return checkEveryMs;
    }
  }

  async function check(): Promise<void> {
    try {
      settings.setValue(checkedKey, String(clock.nowMs()));
      const answer = await read();
      if (stopped) return;
      const named = answer.ok ? versionIn(answer.text) : null;
      if (!answer.ok) log.warn('update.notChecked', { code: logCode(answer.code) });
      else if (named === null) log.warn('update.notChecked', { code: logCode('NO_VERSION') });
      else found(named);
    } catch (error) {
      log.warn('update.notChecked', { code: logCode(codeOf(error)) });
    }
    plan();
  }

  function found(named: string): void {
    log.info('update.checked', { newest: logCode(`v${named}`) });
    if (settings.value(newestKey) !== named) settings.setValue(newestKey, named);
    if (isNewer(named, version)) onFound();
  }

  return {
    start: plan,
    stop() {
      stopped = true;
      cancel();
    },
    newer() {
      const newest = settings.value(newestKey);
      return newest !== null && isNewer(newest, version) ? newest : null;
    },
  };
}
