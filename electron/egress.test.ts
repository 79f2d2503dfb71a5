import dgram from 'node:dgram';
import dns from 'node:dns';
import { readdirSync, readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Clinic, openClinic, until } from './fixture/clinic.ts';
import { must } from './preview/demo-school.ts';

const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** Every host that this process looks up, connects to or sends a packet to, from here on. */
function watchTheWayOut() {
  const seen = { names: new Set<string>(), connections: new Set<string>(), packets: 0 };
  const replace = <T extends object, K extends keyof T>(owner: T, key: K, made: (was: T[K]) => T[K]) => {
    const was = owner[key];
    owner[key] = made(was);
    undo.push(() => {
      owner[key] = was;
      syncBuiltinESMExports();
    });
  };
  // biome-ignore lint/suspicious/noExplicitAny: overloads of Node's own, passed on as they come
  type Any = any;
  const noting =
    (note: (args: readonly Any[]) => void) =>
    (was: Any): Any =>
      function (this: unknown, ...args: Any[]) {
        note(args);
        return was.apply(this, args);
      };
  replace(
    net.Socket.prototype,
    'connect',
    noting(([first, second]) => {
      const options = Array.isArray(first) ? first[0] : first;
      const { host = 'localhost', port } =
        typeof options === 'object' ? options : { host: second, port: options };
      seen.connections.add(`${host}:${port}`);
    }),
  );
  const name = noting(([host]) => seen.names.add(String(host)));
  replace(dns, 'lookup', name);
  replace(dns, 'resolve', name);
  replace(dns.promises, 'lookup', name);
  replace(dns.promises, 'resolve', name);
  const packet = noting(() => {
    seen.packets += 1;
  });
  replace(dgram.Socket.prototype, 'send', packet);
  syncBuiltinESMExports();
  return seen;
}

describe('what leaves this machine [SEC-09]', () => {
  it('goes to the hosts of the destinations alone, whatever the application is asked to do', async () => {
    const clinic: Clinic = await openClinic({ speed: 100 });
    undo.push(() => clinic.close());
    const { client } = clinic;
    const { mllpPort, httpPort } = clinic.receiver();
    const seen = watchTheWayOut();

    const more = {
      kind: 'practice',
      systemCode: 'TSTSYS',
      processingId: 'T',
      connectTimeoutMs: 500,
    };
    const web = await must(client, 'destination.save', {
      profile: JSON.stringify({
        ...more,
        name: 'Web',
        transport: 'http',
        address: { url: `http://localhost:${httpPort}/hl7` },
      }),
      secret: 'an-invented-key',
    });
    await must(client, 'destination.save', {
      profile: JSON.stringify({
        ...more,
        name: 'Gone',
        transport: 'mllps',
        address: { host: 'receiver.invalid', port: 2575 },
      }),
    });
    await clinic.save(0);
    await must(client, 'destination.test', { id: web.id });
    await must(client, 'support.bundle', {});
    await must(client, 'health.get', {});
    await until('both receivers have their messages, and the third was looked for', async () => {
      const rows = await clinic.rows();
      return rows.filter(({ state }) => state === 'sent').length >= 4 && seen.names.has('receiver.invalid');
    });

    const configured = ['127.0.0.1', 'localhost', 'receiver.invalid'];
    expect([...seen.names].filter((name) => !configured.includes(name))).toEqual([]);
    expect([...seen.connections].sort()).toEqual(
      [`127.0.0.1:${mllpPort}`, `localhost:${httpPort}`, 'receiver.invalid:2575'].sort(),
    );
    expect(seen.packets).toBe(0);
  });

  it('leaves through core/transport: nothing else can open a connection', () => {
    const root = join(import.meta.dirname, '..');
    const opens =
      /from 'node:(?:net|tls|https?|http2|dgram|dns)(?:\/promises)?'|getBuiltinModule|require\(|\bfetch\(|new WebSocket|XMLHttpRequest|EventSource|sendBeacon|from 'ws'|import \{[^}]*\bnet\b[^}]*\} from 'electron/;
    const files = ['core', 'db', 'electron', 'renderer'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
        .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|^renderer\/e2e|fixture\//.test(name)),
    );
    const found = files.filter((name) => opens.test(readFileSync(join(root, name), 'utf8')));

    expect(found.filter((name) => name.startsWith('core/transport/')).length).toBeGreaterThan(5);
    expect(found.filter((name) => !name.startsWith('core/transport/'))).toEqual([
      // The preview host listens on loopback, and its window speaks to it; neither is packaged.
      'electron/preview/main.ts',
      'electron/preview/server.ts',
      'electron/preview/socket.ts',
      'renderer/socket-bridge.ts',
    ]);
  });
});
