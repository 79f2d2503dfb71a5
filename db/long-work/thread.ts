import { parentPort, workerData } from 'node:worker_threads';
import { type Job, runJob } from './job.ts';

// The thread that `beside.ts` starts: one job, one answer. The bundle has it as a file of its own.
parentPort?.postMessage(runJob(workerData as Job));
