import { createDrainer } from '../../../core/delivery/drainer.ts';
import { silentLog } from '../../../core/host/ports.ts';
import { createNodeTransport } from '../../../core/transport/node-transport.ts';
import { systemClock } from '../../../core/transport/system-clock.ts';
import { devProtection } from '../../../db/key-slots.ts';
import { openStores } from '../../../db/open-stores.ts';
import { nodeCrypto } from '../../../electron/node-host/node-crypto.ts';

/** Opens a folder as the host does and prints `sent` for each message that the receiver acknowledged, until it is killed. */
const [dataDir = '', port = '0'] = process.argv.slice(2);
const opened = openStores({
  dataDir,
  protection: devProtection,
  crypto: nodeCrypto,
  now: Date.now,
  machine: 'TEST',
});
if (!opened.ok) throw new Error(opened.message);
const { stores } = opened;
const drainer = createDrainer({
  outbox: stores.outbox,
  transport: createNodeTransport(systemClock),
  clock: systemClock,
  random: Math.random,
  log: silentLog,
  newControlId: () => 'PING',
  resolveAddress: () => ({ kind: 'mllp', host: '127.0.0.1', port: Number(port), tls: null }),
  machine: {
    onNetworkChange: () => () => {},
    onSuspend: () => () => {},
    onResume: () => () => {},
    onPersonLeft: () => () => {},
  },
});
drainer.onChange((change) => {
  if (change.kind === 'message' && change.state === 'sent') process.stdout.write('sent\n');
});
drainer.start();
