import { defaultSettings, type Settings, settingsSchema } from '../core/contract/destination.ts';
import type { AuditStore, SettingsStore } from '../core/host/stores.ts';
import type { Connection } from './connection.ts';

const getSql = 'SELECT value FROM settings WHERE key = ?';
const setSql =
  'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value';
const forgetSql = 'DELETE FROM settings WHERE key = ?';
const likeSql = 'SELECT key, value FROM settings WHERE key >= ? AND key < ?';

const prefix = 'app.';

/** Settings of the application and small values of its own, one row each. */
export function createSettingsStore(connection: Connection, audit: AuditStore): SettingsStore {
  function get(): Settings {
    const rows = connection.all<{ key: string; value: string }>(likeSql, [prefix, 'app/']);
    const stored = rows.map((row) => [row.key.slice(prefix.length), row.value] as const);
    // A value of a later version that this one does not know falls back to its default alone.
    const known = stored.filter(([key, value]) => {
      const shape = settingsSchema.shape as Readonly<
        Record<string, { safeParse(value: string): { success: boolean } }>
      >;
      return shape[key]?.safeParse(value).success ?? false;
    });
    return { ...defaultSettings, ...(Object.fromEntries(known) as Partial<Settings>) };
  }
  return {
    get,
    save: (change, entry) =>
      connection.write(() => {
        const before = get();
        const changed = Object.entries(withoutUndefined(change)).filter(
          ([key, value]) => before[key as keyof Settings] !== value,
        );
        for (const [key, value] of changed) connection.run(setSql, [prefix + key, value]);
        if (changed.length > 0) audit.append(entry);
        return get();
      }),
    value: (key) => connection.get<{ value: string }>(getSql, [`own.${key}`])?.value ?? null,
    setValue(key, value) {
      connection.run(setSql, [`own.${key}`, value]);
    },
    setAudited: (key, value, entry) =>
      connection.write(() => {
        if (value === null) connection.run(forgetSql, [`own.${key}`]);
        else connection.run(setSql, [`own.${key}`, value]);
        audit.append(entry);
      }),
  };
}

function withoutUndefined(
  change: { readonly [K in keyof Settings]?: Settings[K] | undefined },
): Partial<Settings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
