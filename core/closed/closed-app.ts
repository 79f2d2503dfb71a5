import { lockAfter } from '../accounts/sign-in.ts';
import type { App, AppParts, Caller, Client, Handlers } from '../app-parts.ts';
import { channelNames } from '../contract/channel-names.ts';
import { defaultSettings, type Settings } from '../contract/destination.ts';
import { fail, ok } from '../contract/result.ts';
import type { Session } from '../contract/session.ts';
import { dispatch } from '../dispatch.ts';
import type { ClosedData } from './ports.ts';

export interface ClosedAppParts extends Pick<AppParts, 'clock' | 'crypto' | 'log'> {
  readonly data: ClosedData;
  /** Why the data does not open: a code of the database's, such as `DAMAGED`. */
  readonly code: string;
  /** A backup took the place of what did not open: the host starts the application anew. */
  readonly onRestored: () => void;
}

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
    backups: [...data.backups()],
    canRecover: data.canRecover(),
  });
  const closed = () => fail('DATA_CLOSED', 'The data of this PC is not open. Use paper, and ask IT.');
  const handlers = {
    ...Object.fromEntries(channelNames.map((name) => [name, closed])),
    'session.current': () => ok(session()),
    'settings.get': () => ok(settings),
    'settings.save': (change: Partial<Settings>) => {
      settings = { ...settings, ...change };
      return ok(settings);
    },
    'backup.restore': restoreHandler(parts),
    'key.recover': recoverHandler(parts),
  } as unknown as Handlers;
  // Nobody is signed in, so nothing can be refused for a role: there is no trail to write to.
  const audit = { append() {}, latest: () => [] };
  const caller: Caller = { signedIn: null, become() {} };
  const client: Client = {
    call: (channel, input) => dispatch({ ...parts, audit }, handlers, caller, channel, input),
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

/** Restoring asks for the password of an administrator whom the backup knows; wrong ones lock it as sign-in does. */
function restoreHandler({
  data,
  clock,
  crypto,
  log,
  onRestored,
}: ClosedAppParts): Handlers['backup.restore'] {
  let failures = 0;
  let lockedUntilMs = 0;
  return async ({ backup, name, secret }) => {
    const waitMs = lockedUntilMs - clock.monotonicMs();
    if (waitMs > 0) {
      const minutes = Math.ceil(waitMs / 60_000);
      return fail('LOCKED_OUT', `Too many wrong tries. Wait ${minutes} min and try again.`, [
        { path: 'secret', rule: 'lockedOut', params: { minutes } },
      ]);
    }
    const admin = data.adminOf(backup, name);
    const hash = await crypto.scrypt(secret, admin?.salt ?? new Uint8Array(16));
    if (!admin || !crypto.equal(hash, admin.hash)) {
      failures += 1;
      lockedUntilMs = clock.monotonicMs() + (lockAfter(failures) ?? 0);
      return fail('WRONG_SECRET', 'The name or the password is not right. Try again.');
    }
    if (!data.restore(backup, String(admin.accountId))) {
      log.error('backup.restoreFailed');
      return fail('BACKUP_FAILED', 'This backup cannot be used. Choose an older one, or ask IT.');
    }
    log.info('backup.restored');
    onRestored();
    return ok({});
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
