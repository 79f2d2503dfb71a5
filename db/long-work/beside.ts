import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Job, type JobResults, runJob } from './job.ts';

/** Sources run as they are in development and tests; the bundle names the thread's file in electron.vite.config.ts. */
const file = import.meta.filename.endsWith('.ts') ? 'thread.ts' : 'long-work.cjs';

/**
 * Does a job in a thread, so that saving and sending need not wait for it. Where no thread can be had it is done here: a backup
 * that makes somebody wait is better than none. `onFallback` is told why.
 */
export async function beside<K extends Job['kind']>(
  job: Extract<Job, { kind: K }>,
  onFallback: (error: unknown) => void,
): Promise<JobResults[K]> {
  try {
    return await inThread<K>(job);
  } catch (error) {
    onFallback(error);
    return runJob<K>(job);
  }
}

function inThread<K extends Job['kind']>(job: Extract<Job, { kind: K }>): Promise<JobResults[K]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(join(import.meta.dirname, file), { workerData: job });
    // Whoever ends the application does not wait for it: what is unfinished is removed by the next backup.
    thread.unref();
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`thread ended with ${code}`)));
  });
}
