import { sqliteCode } from '../../db/open.ts';
import { version } from '../version.ts';
import type { Command } from './arguments.ts';
import { mayAdminister } from './authority.ts';
import { checkConfig } from './check-config.ts';
import { drain } from './drain.ts';
import type { Outcome } from './exit-codes.ts';
import { helpText } from './help.ts';
import { importRoster } from './import-roster.ts';
import { importSecret } from './import-secret.ts';
import type { Site } from './site.ts';
import { status } from './status.ts';
import { tryConnection } from './test-connection.ts';

/** Does what a command asks, on the database that other processes may have open. Never throws. */
export async function runCommand(command: Command, site: Site): Promise<Outcome> {
  try {
    return await doIt(command, site);
  } catch (error) {
    const code = sqliteCode(error);
    if (code.startsWith('SQLITE_BUSY'))
      return { reason: 'BUSY', message: 'Another process held the database for too long. Try again.' };
    if (code !== '')
      return { reason: 'DATA_CLOSED', message: 'The database could not be used.', found: { code } };
    // A bug: its name alone, because a message may hold values.
    const name = error instanceof Error ? error.name : 'UNKNOWN';
    return { reason: 'FAILED', message: 'Something went wrong inside Clinic Outbox.', found: { code: name } };
  }
}

async function doIt(command: Command, site: Site): Promise<Outcome> {
  switch (command.name) {
    case 'import-secret':
      return mayAdminister(site) ? importSecret(site, command.destination) : notAllowed;
    case 'import-roster':
      return mayAdminister(site) ? importRoster(site, command.file) : notAllowed;
    case 'check-config':
      return checkConfig(site);
    case 'test-connection':
      return tryConnection(site, command.destination);
    case 'status':
      return status(site);
    case 'drain':
      return drain(site, command.timeoutSeconds);
    case 'version':
      return { reason: 'OK', message: `Clinic Outbox ${version}`, found: { version } };
    case 'help':
      return { reason: 'OK', message: helpText };
  }
}

const notAllowed: Outcome = {
  reason: 'NOT_ALLOWED',
  message: 'This changes something: start it as an administrator of this PC (elevated).',
};
