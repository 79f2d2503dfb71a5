import { fixedSession } from '../accounts/fixed-session.ts';
import { lockAfter, lockedOut } from '../accounts/lockout.ts';
import { oneAtATime } from '../accounts/one-at-a-time.ts';
import type { App, AppParts, Client, Handlers } from '../app-parts.ts';
import { channelNames } from '../contract/channel-names.ts';
import { defaultSettings, type Settings } from '../contract/destination.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Session } from '../contract/session.ts';
import { dispatch } from '../dispatch.ts';
import { limited } from '../request-rate.ts';
import { handOut, notSaved } from '../rescue/hand-out.ts';
import type { ClosedData } from './ports.ts';

export interface ClosedAppParts extends Pick<AppParts, 'clock' | 'crypto' | 'log' | 'saveFile'> {
  readonly data: ClosedData;
  /** Why the data does not open: a code of the database's, such as `DAMAGED`. */
  readonly code: string;
  /** A backup took the place of what did not open: the host starts the application anew. */
  readonly onRestored: () => void;
}

/** Where it is the program that does not fit the database, or somebody else still works with it. */
const noUseOfBackups = ['UPGRADE_FAILED', 'NO_BACKUP_BEFORE_UPGRADE', 'DAMAGED_IN_USE'];

/**
 * The application where its data does not open: a window that tells the nurse to use paper and lets an administrator go back
 * to a backup. It saves nothing, sends nothing and creates nothing.
 */
export function createClosedApp(parts: ClosedAppParts): App {
  const { data, code } = parts;
  let settings = defaultSettings;
  const session = (): Session => ({
    state: 'dataClosed',
    code,
    backups: noUseOfBackups.includes(code) ? [] : [...data.backups()],
    canRecover: data.canRecover(),
  });
  const guard = adminGuard(parts);
  const closed = () => fail('DATA_CLOSED', 'The data of this PC is not open. Use paper, and ask IT.');
  const handlers = {
    ...Object.fromEntries(channelNames.map((name) => [name, closed])),
    'session.current': () => ok(session()),
    'settings.get': () => ok(settings),
    'settings.save': (change: Partial<Settings>) => {
      settings = { ...settings, ...change };
      return ok(settings);
    },
    'backup.restore': restoreHandler(parts, guard),
    'rescue.exportClosed': rescueHandler(parts, guard),
    'key.recover': recoverHandler(parts),
  } as unknown as Handlers;
  // Nobody is signed in, so nothing can be refused for a role or shown to anybody: there is no trail to write to.
  const unwritten = { audit: { append() {}, latest: () => [] }, views: { answered() {} } };
  const nobody = fixedSession(null);
  const client: Client = {
    call: limited(parts, (channel, input) =>
      dispatch({ ...parts, ...unwritten }, handlers, nobody, channel, input),
    ),
    on: () => () => {},
    session,
    close() {},
  };
  return {
    connect: () => client,
    start() {},
    stop: async () => {},
    stopAtOnce() {},
    onTray: () => () => {},
    onNotice: () => () => {},
    sendWaitingNow() {},
    diagnostics: () => JSON.stringify({ closed: code }),
  };
}

type Guard = (backup: string | null, name: string, secret: string) => Promise<Result<{ accountId: number }>>;

/** Asks for the password of an administrator whom the backup knows; wrong ones lock it as sign-in does. */
function adminGuard({ data, clock, crypto }: ClosedAppParts): Guard {
  let failures = 0;
  let lockedUntilMs = 0;
  return oneAtATime(async (backup: string | null, name: string, secret: string) => {
    const waitMs = lockedUntilMs - clock.monotonicMs();
    if (waitMs > 0) return lockedOut(waitMs);
    const admin = data.adminOf(backup, name);
    const hash = await crypto.scrypt(secret, admin?.salt ?? new Uint8Array(16));
    if (admin && crypto.equal(hash, admin.hash)) return ok({ accountId: admin.accountId });
    failures += 1;
    lockedUntilMs = clock.monotonicMs() + (lockAfter(failures) ?? 0);
    return fail('WRONG_SECRET', 'The name, the PIN or the password is not right. Try again.');
  });
}

function restoreHandler({ data, log, onRestored }: ClosedAppParts, guard: Guard): Handlers['backup.restore'] {
  return async ({ backup, name, secret }) => {
    const admin = await guard(backup, name, secret);
    if (!admin.ok) return admin;
    const done = data.restore(backup, String(admin.value.accountId));
    if (done === 'inUse') {
      log.warn('backup.restoreInUse');
      return fail(
        'DATA_IN_USE',
        'Clinic Outbox is open under another Windows user. Close it there or restart the PC, then try again.',
      );
    }
    if (done === 'failed') {
      log.error('backup.restoreFailed');
      return fail('BACKUP_FAILED', 'This backup cannot be used. Choose an older one, or ask IT.');
    }
    log.info('backup.restored');
    onRestored();
    return ok({});
  };
}

/** There is no trail to write to: the log has that it was done, and the other PC's trail has what was brought in. */
function rescueHandler(
  { data, log, saveFile }: ClosedAppParts,
  guard: Guard,
): Handlers['rescue.exportClosed'] {
  return async ({ backup, proof }) => {
    const byKey = 'privateKey' in proof;
    const admin = byKey ? null : await guard(backup, proof.name, proof.secret);
    if (admin && !admin.ok) return admin;
    const sealed = await data.rescue(backup, byKey ? proof.privateKey : null);
    if (!sealed) {
      log.warn('rescue.nothingRead');
      return fail(
        'NOTHING_TO_EXPORT',
        'Nothing unsent could be read there. Choose another source, or another key file.',
      );
    }
    const handed = await handOut(sealed, saveFile);
    if (handed === 'failed') return notSaved();
    log.info('rescue.exported', { messages: sealed.summary.messages });
    return ok(handed);
  };
}

/** The private key proves itself: it opens the slot or it does not, and nothing else is asked. It is never kept or logged. */
function recoverHandler({ data, log, onRestored }: ClosedAppParts): Handlers['key.recover'] {
  return ({ privateKey }) => {
    if (!data.recover(privateKey)) {
      log.warn('key.notRecovered');
      return fail(
        'WRONG_KEY',
        'This is not the recovery key of this PC. Choose the private key file of IT.',
        [{ path: 'privateKey', rule: 'wrongKey' }],
      );
    }
    log.info('key.recovered');
    onRestored();
    return ok({});
  };
}
