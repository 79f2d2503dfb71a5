import { createApp } from '../../../core/app.ts';
import { openHost } from '../../../electron/parts.ts';

/** The host process with everything loaded, its window closed and nothing to do; prints `ready`. */
const opened = await openHost({ dataDir: process.argv[2] ?? '', packaged: false });
if (!opened.ok) throw new Error(opened.message);
createApp(opened.host.parts).start();
process.stdout.write('ready\n');
