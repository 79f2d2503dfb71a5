import { z } from 'zod';
import { codeRowSchema, codeTableNames } from '../contract/code-table.ts';

const code = z.string().trim().max(20);

const diagnosisSchema = z.strictObject({ code: code.min(1), text: z.string().trim().min(1).max(199) });

const eventsSchema = z.strictObject({
  A28: z.boolean().default(false).describe('Register a student at the first contact, before the A04.'),
  A04: z.boolean().default(true).describe('Visit starts; everything else of the visit waits for its ACK.'),
  vitals: z.boolean().default(true).describe('ORU^R01 with vital signs, where any were measured.'),
  diagnostics: z.boolean().default(true).describe('ORU^R01 with vision and colour vision, where tested.'),
  problems: z.boolean().default(true).describe('PPR^PC1, PC2, PC3 for each condition that changed.'),
  A08: z.boolean().default(true).describe('Identity or diagnosis changed during a visit.'),
  A31: z.boolean().default(true).describe('Identity or allergies changed outside of a visit.'),
  A03: z.boolean().default(false).describe('Visit ended, with a diagnosis and a real end time.'),
  A11: z.boolean().default(false).describe('Visit opened by mistake.'),
  A40: z.boolean().default(true).describe('Two records of one student were merged by an admin.'),
});

/**
 * The part of a profile that decides what messages look like: headers, codes, formats and which events are sent. All of it is
 * `[practice]` or `[assumption]` in docs/hl7.md until the receiver has confirmed it.
 */
export const mappingShape = {
  messageVersion: z.enum(['2.5.1', '2.5']).default('2.5.1').describe('MSH-12.'),
  mode: z.enum(['original', 'enhanced']).default('original').describe('HL7 acknowledgement mode.'),
  acceptAckCode: z.enum(['AL', 'NE', 'ER', 'SU']).default('AL').describe('MSH-15 in enhanced mode.'),
  appAckCode: z.enum(['AL', 'NE', 'ER', 'SU']).default('NE').describe('MSH-16 in enhanced mode.'),
  systemCode: code.min(1).describe('The sender code that the receiver assigned.'),
  msh3: z
    .string()
    .max(227)
    .default('{system}^{system}')
    .describe('MSH-3 as it stands on the wire; {system} is the system code.'),
  msh4: z.string().max(227).default('{system}^{system}').describe('MSH-4, as MSH-3.'),
  msh5: z.string().max(227).default('Rhapsody^MALAFFI').describe('MSH-5, as MSH-3.'),
  msh6: z.string().max(227).default('ADHIE').describe('MSH-6, as MSH-3.'),
  msh9Components: z
    .union([z.literal(2), z.literal(3)])
    .default(3)
    .describe('With (3) or without (2) the structure in MSH-9.'),
  processingId: z
    .enum(['P', 'T', 'D'])
    .default('T')
    .describe(
      'MSH-11: P live, T training, D debugging. P needs a mapping that a named admin has confirmed in the settings.',
    ),
  msh18: z
    .string()
    .max(16)
    .default('UNICODE UTF-8')
    .describe('Character set. Empty means ASCII: Arabic names are then left out.'),
  controlIdMax: z.number().int().min(10).max(199).default(20).describe('Longest MSH-10.'),
  tsOffset: z.enum(['msh7Only', 'all', 'none']).default('msh7Only').describe('Where times carry +0400.'),
  nameTypeCode: z.enum(['P', 'L', 'D']).default('P').describe('PID-5.7 of the Latin name.'),
  arabicName: z.enum(['none', 'secondRepetition', 'primary']).default('secondRepetition'),
  tableLabel: z.string().max(20).default('MALAFFI').describe('Third component of locally coded fields.'),
  xcnAuthoritySuffix: z
    .string()
    .max(20)
    .default('-DOHID')
    .describe('Behind the system code, for licences of clinicians and facilities.'),
  pointOfCare: z.string().max(20).default('SCHCLINIC').describe('PV1-3.1.'),
  addressState: z.string().max(50).default('1').describe('PID-11.4 of every address that was recorded.'),
  addressCountry: z.string().max(3).default('ARE').describe('PID-11.6, ISO alpha-3.'),
  phoneTypeCodes: z
    .strictObject({ home: z.string().max(8), mobile: z.string().max(8) })
    .default({ home: 'CH', mobile: 'CC' })
    .describe("XTN-3 by the kind of phone; Malaffi's own codes, not those of HL7."),
  orderNumberMax: z
    .number()
    .int()
    .min(22)
    .max(199)
    .default(22)
    .describe('Longest OBR-2 and OBR-3 with their system code: 22 in 2.5.1.'),
  nationalityField: z.enum(['PID-28', 'PID-26', 'both']).default('PID-28'),
  eidFormat: z.enum(['digits', 'dashed']).default('digits').describe('PID-19.'),
  eidPlaceholder: z
    .enum(['0', '1', '2', '9'])
    .nullable()
    .default('9')
    .describe(
      'Sent 15 times where an Emirates ID is missing and no reason was recorded; null leaves PID-19 empty.',
    ),
  extraVitals: z
    .boolean()
    .default(false)
    .describe('Heart rate, respiratory rate, temperature, saturation: not on the official list.'),
  sendReligion: z.boolean().default(false).describe('PID-16 and PID-17, where they were recorded.'),
  includePv1InA28A31: z.boolean().default(true).describe('Required by 2.5.1, left out by some senders.'),
  diagnosisLabel: z.string().max(20).default('ICD10').describe('DG1-3.3.'),
  screeningDiagnosis: z
    .strictObject({ normal: diagnosisSchema, abnormal: diagnosisSchema })
    .default({
      normal: {
        code: 'Z00.129',
        text: 'Encounter for routine child health examination without abnormal findings',
      },
      abnormal: {
        code: 'Z00.121',
        text: 'Encounter for routine child health examination with abnormal findings',
      },
    })
    .describe('The diagnosis of a screening, so that a visit without an illness can be closed.'),
  visionJudgedBy: z
    .enum(['withLenses', 'withoutLenses'])
    .default('withLenses')
    .describe('Which acuity decides the result of a student who wears lenses.'),
  events: eventsSchema.prefault({}).describe('Which messages are made.'),
  codeTables: z
    .partialRecord(z.enum(codeTableNames), z.array(codeRowSchema).max(500))
    .default({})
    .describe('Rows that replace those of the tables that come with the product, by code.'),
  maxMessageBytes: z.number().int().min(1000).max(10_000_000).default(1_000_000),
};
