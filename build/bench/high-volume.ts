import { openClinic, until } from '../../electron/fixture/clinic.ts';
import type { Figure } from './harness.ts';

const assessments = 20;

/** The case of the original checklist: 20 saved at once, two messages each, sent at one message a second. */
export async function measureHighVolume(): Promise<readonly Figure[]> {
  const clinic = await openClinic({ profile: { messagesPerSecond: 1 } });
  try {
    const startedAt = performance.now();
    const saves = await Promise.all(
      Array.from({ length: assessments }, async (_, student) => {
        await clinic.save(student);
        return performance.now() - startedAt;
      }),
    );
    await until(
      'all are sent',
      async () => {
        const rows = await clinic.rows();
        return rows.length === assessments * 2 && rows.every(({ state }) => state === 'sent');
      },
      120_000,
    );
    const lastSavedMs = Math.max(...saves);
    const sentAfterS = (performance.now() - startedAt) / 1000;
    return [
      {
        metric: '20 saved at once: the last one is saved after',
        value: `${Math.round(lastSavedMs)} ms`,
        reach: 'under 1000 ms',
        met: lastSavedMs < 1000,
      },
      {
        metric: '20 saved at once: all 40 messages are sent after',
        value: `${sentAfterS.toFixed(1)} s`,
        reach: 'within 60 s',
        met: sentAfterS <= 60,
      },
    ];
  } finally {
    await clinic.close();
  }
}
