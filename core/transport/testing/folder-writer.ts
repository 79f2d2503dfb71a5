// Writes one message into a folder and says what became of it: started inside a mount of its own by folder-connection.test.ts.

import { openFolder } from '../folder-connection.ts';
import { systemClock } from '../system-clock.ts';
import { sampleA04 } from './sample-messages.ts';

const [folder = '', copies = '1'] = process.argv.slice(2);
const opened = await openFolder(folder, { connectMs: 5000, ackMs: 5000, idleCloseMs: 5000 }, systemClock);
if (!opened.ok) {
  process.stdout.write(`open ${opened.fault.kind} ${opened.fault.code}\n`);
} else {
  const sample = sampleA04('C1');
  const message = new Uint8Array(sample.length * Number(copies)).fill(0x41);
  message.set(sample);
  const reply = await opened.connection.send(message, 'C1');
  process.stdout.write(
    `send ${reply.kind === 'file' ? reply.result : reply.kind} ${opened.connection.usable}\n`,
  );
}
