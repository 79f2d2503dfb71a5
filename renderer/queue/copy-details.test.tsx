import { expect, it } from 'vitest';
import '../testing/fake-host.tsx';
import { fakeRow } from './testing/fake-row.ts';

const { detailsWithoutPatient } = await import('./CopyDetails.tsx');

it('copies codes and times, and neither a name nor the words of the receiver, which may quote one', () => {
  const text = detailsWithoutPatient(
    {
      row: fakeRow({ id: 12, studentName: 'Noora Al Ketbi', studentNumber: 'S777', problem: 'NACK_ID' }),
      attempts: [],
      manualRetries: [],
      reply: {
        ackCode: 'AE',
        errCode: '102',
        location: 'PID-19',
        text: 'Noora has no valid Emirates ID',
      } as never,
      createdBy: 'Huda',
      supersedes: null,
      supersedesSent: false,
      supersededBy: null,
      cancelled: null,
    },
    { masked: true, segments: [{ name: 'PID', sequence: 1, text: 'PID|1||…||…', fields: [] }] },
  );

  expect(text).toContain('message 12 ADT^A04 TSTSYS12');
  expect(text).toContain('reply AE 102 PID-19');
  expect(text).toContain('PID|1||…||…');
  expect(text).not.toMatch(/Noora|S777/);
});
