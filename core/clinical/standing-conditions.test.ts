import { expect, it } from 'vitest';
import { conditionNumber, standingConditions } from './standing-conditions.ts';

const asthma = { change: 'added', code: '195967001', text: 'Asthma', onset: '2019-03-01' } as const;
const epilepsy = { change: 'added', text: 'Epilepsy' } as const;

it('lists what a student has, as it was last changed, under the number it got at first', () => {
  const found = standingConditions([
    { visitNumber: 'V1', conditions: [asthma, epilepsy] },
    {
      visitNumber: 'V2',
      conditions: [{ change: 'changed', instanceId: conditionNumber('V1', 1), text: 'Absence epilepsy' }],
    },
    { visitNumber: 'V3', conditions: [{ change: 'withdrawn', instanceId: 'V1-P1', text: 'Asthma' }] },
  ]);

  expect(found).toEqual([{ instanceId: 'V1-P2', text: 'Absence epilepsy' }]);
});

it('takes a condition back after it was withdrawn, and no change of one that it does not know', () => {
  const again = [
    { visitNumber: 'V1', conditions: [asthma] },
    {
      visitNumber: 'V2',
      conditions: [{ change: 'withdrawn', instanceId: 'V1-P1', text: 'Asthma' } as const],
    },
    { visitNumber: 'V3', conditions: [{ ...asthma, instanceId: 'V1-P1' }] },
    { visitNumber: 'V4', conditions: [{ change: 'changed', instanceId: 'X', text: 'Other' } as const] },
  ];

  expect(standingConditions(again).map(({ instanceId }) => instanceId)).toEqual(['V1-P1']);
});
