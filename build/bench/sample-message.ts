import { components, type Segment, segment } from '../../core/hl7/message.ts';

/** An invented ORU^R01 of about 1.4 KB, or with as many OBX as asked for. */
export function sampleOru(controlId: string, observations = 9): readonly Segment[] {
  return [
    segment('MSH', {
      3: components('TSTSYS', 'TSTSYS'),
      4: components('TSTSYS', 'TSTSYS'),
      5: components('Rhapsody', 'MALAFFI'),
      6: 'ADHIE',
      7: '20260105080000+0400',
      9: components('ORU', 'R01', 'ORU_R01'),
      10: controlId,
      11: 'T',
      12: '2.5.1',
      18: 'UNICODE UTF-8',
    }),
    segment('PID', {
      1: '1',
      3: components('S-0001', '', '', ['', 'TSTSYS']),
      5: [
        [['Al Mazrouei'], ['Salem'], ['Rashid'], [''], [''], [''], ['P']],
        [['المزروعي'], ['سالم'], ['راشد'], [''], [''], [''], ['P']],
      ],
      7: '20141103',
      8: 'M',
      19: '784201400000018',
    }),
    segment('PV1', { 1: '1', 2: 'O', 3: components('SCHCLINIC', '', '', ['MF9999', 'TSTSYS-DOHID']) }),
    segment('OBR', {
      1: '1',
      4: components('8716-3', 'Vital signs', 'LN'),
      7: '20260105080000+0400',
      25: 'F',
    }),
    ...Array.from({ length: observations }, (_, index) =>
      segment('OBX', {
        1: String(index + 1),
        2: 'NM',
        3: components('8302-2', 'Body height', 'LN'),
        5: String(130 + index),
        6: components('cm', 'centimeter', 'UCUM'),
        7: '100-190',
        8: index % 9 === 8 ? components('N', 'a & b') : 'N',
        11: 'F',
        14: '20260105080000+0400',
        16: components('GN99999', 'HASSAN', 'MARIAM'),
      }),
    ),
  ];
}
