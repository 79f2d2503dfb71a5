import { connect } from 'node:net';
import Database from 'better-sqlite3';

/** What a restart costs at least: Node, the driver, one row of a plain file, one round trip. Prints `sent`. */
const [path = '', port = '0'] = process.argv.slice(2);
const database = new Database(path);
const bytes = database.prepare('SELECT bytes FROM waiting WHERE id = 1').pluck().get() as Buffer;
const socket = connect(Number(port), '127.0.0.1', () => {
  socket.write(Buffer.concat([Buffer.of(0x0b), bytes, Buffer.of(0x1c, 0x0d)]));
});
socket.once('data', () => {
  database.prepare('DELETE FROM waiting WHERE id = 2').run();
  process.stdout.write('sent\n');
});
