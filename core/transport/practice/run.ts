import { parseArgs } from 'node:util';
import { readFaultFile, watchFaultFile } from './fault-file.ts';
import type { FaultPlan } from './fault-plan.ts';
import { createPracticeReceiver } from './practice-receiver.ts';

const usage =
  'npm run practice-receiver -- [--mllp PORT] [--http PORT] [--faults FILE] [--record FILE] [--json]';

/**
 * The practice receiver as a command. The first line on stdout is `{"mllp":PORT,"http":PORT}`; what is wrong goes to
 * stderr in one line. Answers the exit code for a start that failed; otherwise runs until SIGTERM or SIGINT.
 */
export async function runPracticeReceiver(args: readonly string[]): Promise<number | null> {
  const options = readOptions(args);
  if (!options) return complain(`Usage: ${usage}`);
  const { faultsFile, recordFile } = options;
  const read = faultsFile ? readFaultFile(faultsFile) : null;
  if (read && !read.ok) return complain(`The fault plan is not usable. ${read.errors.join('; ')}`);

  const started = await start({
    mllpPort: options.mllpPort,
    httpPort: options.httpPort,
    ...(read ? { faults: read.plan } : {}),
    ...(recordFile ? { recordFile } : {}),
  });
  if (!started)
    return complain(
      'The practice receiver cannot listen: is the port in use? Choose others with --mllp and --http.',
    );

  process.stdout.write(`${JSON.stringify({ mllp: started.mllpPort, http: started.httpPort })}\n`);
  if (!options.json) {
    process.stdout.write(
      `Practice receiver: MLLP on port ${started.mllpPort}; HTTP and its page on http://127.0.0.1:${started.httpPort}/\n`,
    );
  }
  const unwatch = faultsFile
    ? watchFaultFile(
        faultsFile,
        (plan: FaultPlan) => {
          started.setFaults(plan);
          process.stderr.write('The changed fault plan is in force.\n');
        },
        (errors) =>
          complain(`The changed fault plan is not usable; the one before stays. ${errors.join('; ')}`),
      )
    : () => {};
  const stop = () => {
    unwatch();
    // Nothing else keeps the process alive, so it ends with 0 by itself.
    void started.stop();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  return null;
}

function complain(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

async function start(options: Parameters<typeof createPracticeReceiver>[0]) {
  try {
    return await createPracticeReceiver(options);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
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
