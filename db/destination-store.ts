import { randomUUID } from 'node:crypto';
import { asc, eq, sql } from 'drizzle-orm';
import type { Pause } from '../core/delivery/ports.ts';
import type { AuditStore, DestinationStore, StoredDestination } from '../core/host/stores.ts';
import type { Connection } from './connection.ts';
import { destinationSecrets, destinations } from './schema/destinations.ts';
import { storedProfile } from './stored-profile.ts';

const upsertSql = `
  INSERT INTO destinations (id, name, enabled, profile, profileVersion, createdAt, updatedAt)
  VALUES (@id, @name, @enabled, @profile, 1, @now, @now)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, enabled = excluded.enabled, updatedAt = excluded.updatedAt,
    profileVersion = profileVersion + (profile <> excluded.profile), profile = excluded.profile`;
const secretSql = `
  INSERT INTO destination_secrets (destinationId, secret) VALUES (?, ?)
  ON CONFLICT (destinationId) DO UPDATE SET secret = excluded.secret`;
const forgetSecretSql = 'DELETE FROM destination_secrets WHERE destinationId = ?';
const pauseSql = 'UPDATE destinations SET pause = ?, updatedAt = ? WHERE id = ?';

/** Receivers with their profile, their key and their pause. */
export function createDestinationStore(connection: Connection, audit: AuditStore): DestinationStore {
  const columns = {
    id: destinations.id,
    name: destinations.name,
    enabled: destinations.enabled,
    profile: destinations.profile,
    profileVersion: destinations.profileVersion,
    pause: destinations.pause,
    secretOf: destinationSecrets.destinationId,
  };
  const all = connection.prepared((orm) =>
    orm
      .select(columns)
      .from(destinations)
      .leftJoin(destinationSecrets, eq(destinationSecrets.destinationId, destinations.id))
      .orderBy(asc(destinations.createdAt), asc(destinations.id))
      .prepare(),
  );
  const one = connection.prepared((orm) =>
    orm
      .select(columns)
      .from(destinations)
      .leftJoin(destinationSecrets, eq(destinationSecrets.destinationId, destinations.id))
      .where(eq(destinations.id, sql.placeholder('id')))
      .prepare(),
  );
  const secretOf = connection.prepared((orm) =>
    orm
      .select({ secret: destinationSecrets.secret })
      .from(destinationSecrets)
      .where(eq(destinationSecrets.destinationId, sql.placeholder('id')))
      .prepare(),
  );

  function get(id: string): StoredDestination | null {
    const row = one().get({ id });
    return row ? stored(row) : null;
  }

  return {
    list: () => all().all().map(stored),
    get,
    save: (id, name, profile, secret, actor, now, what = '') =>
      connection.write(() => {
        const key = id ?? randomUUID();
        const enabled = Number(!isDisabled(profile));
        connection.run(upsertSql, { id: key, name, enabled, profile: JSON.stringify(profile), now });
        // An empty secret takes the stored one away; undefined keeps it.
        if (secret === '') connection.run(forgetSecretSql, [key]);
        else if (secret !== undefined) connection.run(secretSql, [key, secret]);
        const saved = get(key);
        if (!saved) throw new Error('destination not found after saving');
        audit.append({
          at: now,
          actor,
          action: id === null ? 'destination.add' : 'destination.change',
          subject: key,
          outcome: 'ok',
          detail:
            `profileVersion=${saved.profileVersion} secret=${secret === undefined ? 'kept' : 'changed'} ${what}`.trimEnd(),
        });
        return saved;
      }),
    pause(id, pause, actor, now) {
      connection.write(() => {
        const changed = connection.run(pauseSql, [pause && JSON.stringify(pause), now, id]);
        audit.append({
          at: now,
          actor,
          action: pause ? 'destination.pause' : 'destination.resume',
          subject: id,
          outcome: changed === 1 ? 'ok' : 'failed',
          detail: pause ? `problem=${pause.problem ?? 'none'} until=${pause.until ?? 'none'}` : '',
        });
      });
    },
    secret: (id) => secretOf().get({ id })?.secret ?? null,
  };
}

interface DestinationColumns extends Pick<StoredDestination, 'id' | 'name' | 'enabled' | 'profileVersion'> {
  readonly profile: string;
  readonly pause: string | null;
  readonly secretOf: string | null;
}

function stored({ secretOf, profile, pause, ...row }: DestinationColumns): StoredDestination {
  return {
    ...row,
    hasSecret: secretOf !== null,
    profile: storedProfile(profile),
    pause: pause === null ? null : (JSON.parse(pause) as Pause),
  };
}

function isDisabled(profile: unknown): boolean {
  return typeof profile === 'object' && profile !== null && 'enabled' in profile && profile.enabled === false;
}
