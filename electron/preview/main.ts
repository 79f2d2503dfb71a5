import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readAssets } from '../assets.ts';
import { programOf } from '../command/program.ts';
import { readFlags } from '../flags.ts';
import { openHost } from '../parts.ts';
import { runOn } from '../running.ts';
import { type DemoAccount, seedDemo } from './demo-school.ts';
import { openBrowser } from './open-browser.ts';
import { createPageServer } from './server.ts';
import { serveIpc } from './socket.ts';

/**
 * The preview host: the same core, database, drainer and window as in Electron, served to a browser on 127.0.0.1. For
 * development, demonstration and tests; it sends test messages only and is never packaged.
 */
async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  const flags = readFlags(argv);
  const site = { dataDir: flags.dataDir, configDir: null, packaged: false, testOnly: true };
  const program = programOf(argv, site);
  if (program) {
    process.exitCode = await program();
    return;
  }
  if (!(Number.isInteger(flags.port) && flags.port >= 0 && flags.port < 65_536))
    return refuse('The port must be a number from 0 to 65535; 0 takes a free one.');
  const { dataDir, profile } = flags;
  const opened = await openHost({ dataDir, packaged: false, profile, testOnly: true });
  const running = runOn(opened, () => {
    console.log('The backup is in place. Start Clinic Outbox again.');
    setTimeout(() => void stop(), 2000);
  });
  if (!running) return refuse(opened.ok ? '' : opened.message);
  if (!opened.ok) console.error(opened.message);
  const { app, host } = running;
  const accounts = flags.demo && host ? await seedDemo(app, host.parts) : [];
  const out = join(import.meta.dirname, '..', '..', 'out');
  const rendererDir = join(out, 'renderer');
  const assets = readAssets(join(out, 'assets.json'));
  const token = randomBytes(24).toString('base64url');
  const server = createPageServer({ rendererDir, assets, token });
  const ipc = serveIpc(server, app, token);
  server.listen(flags.port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    await running.stop();
    const code = (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
    return refuse(`Port ${flags.port} cannot be opened (${code}). Take another one, or --port 0.`);
  }
  app.start();

  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/?token=${token}`;
  const receiver = host?.practiceReceiver ?? null;
  announce(flags.json, {
    url,
    ipc: `ws://127.0.0.1:${port}/ipc?token=${token}`,
    dataDir: flags.dataDir,
    accounts,
    receiver: receiver ? { mllp: receiver.mllpPort, http: receiver.httpPort } : null,
  });
  if (flags.open) openBrowser(url);

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    ipc.close();
    server.close();
    server.closeAllConnections();
    await running.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

interface Announcement {
  readonly url: string;
  readonly ipc: string;
  readonly dataDir: string;
  readonly accounts: readonly DemoAccount[];
  readonly receiver: { readonly mllp: number; readonly http: number } | null;
}

function announce(json: boolean, started: Announcement): void {
  if (json) {
    console.log(JSON.stringify(started));
    return;
  }
  console.log(`Clinic Outbox (preview host, for demonstration) is open at\n\n  ${started.url}\n`);
  console.log(`Data folder: ${started.dataDir}`);
  for (const { name, role, secret } of started.accounts)
    console.log(`Sign in as ${name} (${role}) with ${secret}`);
  if (started.receiver)
    console.log(`What the practice receiver has: http://127.0.0.1:${started.receiver.http}/`);
  console.log('Stop with Ctrl+C.');
}

function refuse(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

await main();
