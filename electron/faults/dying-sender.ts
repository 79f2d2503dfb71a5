// A process that sends what waits in a data folder and dies at one exact moment, as a power cut would have it: started by
// kill-while-sending.test.ts. Arguments: the data folder, and when to die.
import { createApp } from '../../core/app.ts';
import type { Connection, Reply, Transport } from '../../core/delivery/ports.ts';
import { openHost } from '../parts.ts';

const [dataDir = '', moment] = process.argv.slice(2);

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // Nothing of ours may run on while the signal is on its way.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
  throw new Error('still alive');
}

/** The real transport, with the moment of death in between. */
function dyingTransport(real: Transport): Transport {
  return {
    async open(address, timeouts) {
      const opened = await real.open(address, timeouts);
      if (!opened.ok) return opened;
      if (moment === 'connected') die();
      return { ok: true, connection: dyingConnection(opened.connection) };
    },
  };
}

function dyingConnection(real: Connection): Connection {
  return {
    get usable() {
      return real.usable;
    },
    async send(message, controlId): Promise<Reply> {
      if (moment === 'claimed') die();
      const reply = await real.send(message, controlId);
      // The ACK is here, and nothing of it is in the database yet.
      if (moment === 'acknowledged') die();
      return reply;
    },
    close: () => real.close(),
    onClosed: (listener) => real.onClosed(listener),
  };
}

const opened = await openHost({ dataDir, packaged: false });
if (!opened.ok) throw new Error(opened.message);
const app = createApp({ ...opened.host.parts, transport: dyingTransport(opened.host.parts.transport) });
app.start();
