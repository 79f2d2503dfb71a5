import { parseArgs } from 'node:util';
import { createFaultFile, type FaultFile } from './fault-file.ts';
import {
  createPracticeReceiver,
  type PracticeReceiver,
  type PracticeReceiverOptions,
} from './practice-receiver.ts';

/** How soon a changed fault file is obeyed. */
const pollMs = 100;

const usage =
  'npm run practice-receiver -- [--mllp PORT] [--http PORT] [--faults FILE] [--record FILE] [--json]';

const portTaken =
  'The practice receiver cannot listen: is the port in use? Choose others with --mllp and --http.';

const recordRefused =
  'The record file cannot be written: does its folder exist? Choose another with --record.';

/**
 * The practice receiver as a command. The first line on stdout is `{"mllp":PORT,"http":PORT}`; what is wrong goes to
 * stderr in one line. Answers the exit code for a start that failed; otherwise runs until SIGTERM or SIGINT.
 */
export async function runPracticeReceiver(args: readonly string[]): Promise<number | null> {
  const options = readOptions(args);
  if (!options) return complain(`Usage: ${usage}`);
  const { faultsFile, recordFile } = options;
  const faults = faultsFile ? createFaultFile(faultsFile) : null;
  const read = faults?.read() ?? null;
  if (read && !read.ok) return complain(`The fault plan is not usable. ${read.errors.join('; ')}`);

  const started = await start({
    mllpPort: options.mllpPort,
    httpPort: options.httpPort,
    ...(read ? { faults: read.plan } : {}),
    ...(recordFile ? { recordFile } : {}),
  });
  if (!started.ok) return complain(started.sentence);
  const { receiver } = started;

  process.stdout.write(`${JSON.stringify({ mllp: receiver.mllpPort, http: receiver.httpPort })}\n`);
  if (!options.json) {
    process.stdout.write(
      `Practice receiver: MLLP on port ${receiver.mllpPort}; HTTP and its page on http://127.0.0.1:${receiver.httpPort}/\n`,
    );
  }
  const polling = faults ? setInterval(() => obeyChange(faults, receiver), pollMs) : undefined;
  const stop = () => {
    clearInterval(polling);
    // Nothing else keeps the process alive, so it ends with 0 by itself.
    void receiver.stop();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  return null;
}

/** Puts a changed plan in force; one that is wrong is named and the one before stays. */
function obeyChange(file: FaultFile, receiver: PracticeReceiver): void {
  const read = file.read();
  if (!read) return;
  if (!read.ok) {
    complain(`The changed fault plan is not usable; the one before stays. ${read.errors.join('; ')}`);
    return;
  }
  receiver.setFaults(read.plan);
  process.stderr.write('The changed fault plan is in force.\n');
}

function complain(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

async function start(
  options: PracticeReceiverOptions,
): Promise<{ ok: true; receiver: PracticeReceiver } | { ok: false; sentence: string }> {
  try {
    return { ok: true, receiver: await createPracticeReceiver(options) };
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    return { ok: false, sentence: error.syscall === 'listen' ? portTaken : recordRefused };
  }
}

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        mllp: { type: 'string', default: '0' },
        http: { type: 'string', default: '0' },
        faults: { type: 'string' },
        record: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [mllpPort, httpPort] = [Number(values.mllp), Number(values.http)];
    if (![mllpPort, httpPort].every((port) => Number.isInteger(port) && port >= 0 && port < 65_536))
      return null;
    return { mllpPort, httpPort, faultsFile: values.faults, recordFile: values.record, json: values.json };
  } catch {
    return null;
  }
}
