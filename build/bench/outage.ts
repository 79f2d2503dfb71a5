import { scriptedDrainer } from '../../db/fixture/scripted-drainer.ts';
import type { Figure } from './harness.ts';

const dayS = 24 * 3600;

/** A day against a destination that swallows everything, with 500 queued, on a clock of its own: only the probes connect. */
export async function measureOutage(): Promise<readonly Figure[]> {
  const scripted = scriptedDrainer();
  try {
    for (let visit = 0; visit < 250; visit += 1) scripted.clinic.visit(1 + (visit % 60));
    scripted.line.connect = { kind: 'timeout', code: 'ETIMEDOUT' };
    scripted.start();
    await scripted.pass(dayS * 1000, 5000);
    // At 0, 5, 15, 35, 75, 155 and 315 s, then every 5 minutes; jitter is at its middle.
    const schedule = 7 + Math.floor((dayS - 315) / 300);
    const attempts = scripted.line.connects;
    return [
      {
        metric: 'outage of a day, 500 queued: connection attempts',
        value: String(attempts),
        reach: `${schedule}, the schedule of the probes`,
        met: attempts === schedule,
      },
    ];
  } finally {
    await scripted.close();
  }
}
