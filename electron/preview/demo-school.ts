import { randomBytes, randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, AppParts, Client } from '../../core/app-parts.ts';
import type { ChannelName } from '../../core/contract/channel-names.ts';
import type { ChannelInput, ChannelOutput } from '../../core/contract/channels.ts';

/** An account of the invented school, with the secret that is printed once and stored only as a hash. */
export interface DemoAccount {
  readonly name: string;
  readonly role: 'nurse' | 'admin';
  readonly secret: string;
}

const roster = join(import.meta.dirname, '..', '..', 'samples', 'roster.csv');

/**
 * Fills an empty data folder with an invented school of three classes, a nurse and an admin, through the same requests that a
 * window makes. A folder that has accounts is left as it is, and no secrets can be told.
 */
export async function seedDemo(
  app: App,
  { students }: Pick<AppParts, 'students'>,
): Promise<readonly DemoAccount[]> {
  const client = app.connect();
  try {
    if (client.session().state !== 'firstStart') return [];
    const admin = { name: 'admin', role: 'admin', secret: randomBytes(9).toString('base64url') } as const;
    const nurse = { name: 'nurse', role: 'nurse', secret: String(randomInt(100_000, 1_000_000)) } as const;
    const person = { familyName: 'Hassan', givenName: 'Mariam', licence: 'GN99999', disabled: false };
    await must(client, 'account.save', { ...person, ...admin });
    await must(client, 'account.save', { ...person, ...nurse });
    const contentBase64 = readFileSync(roster).toString('base64');
    const preview = await must(client, 'roster.preview', { fileName: 'roster.csv', contentBase64 });
    await must(client, 'roster.import', { token: preview.token });
    for (const { students: _count, ...school } of students.schools()) {
      await must(client, 'school.save', { ...school, facilityLicence: 'MF9999' });
    }
    return [nurse, admin];
  } finally {
    client.close();
  }
}

/** Asks and insists: a demonstration whose set-up fails should say so at once. */
export async function must<C extends ChannelName>(
  client: Client,
  channel: C,
  input: ChannelInput<C>,
): Promise<ChannelOutput<C>> {
  const result = await client.call(channel, input);
  if (!result.ok) throw new Error(`${channel}: ${result.error.message}`);
  return result.value as ChannelOutput<C>;
}
