import { abnormalEyes, type EyeFlags } from '../clinical/vision.ts';
import type { Assessment } from '../contract/assessment.ts';
import type { Segment } from '../hl7/message.ts';
import { cleanLine } from '../hl7/text.ts';
import type { BuildContext, ReadyContext } from './build-context.ts';
import { codeRow } from './code-tables.ts';
import { mshSegment } from './header.ts';
import { type Observation, orderGroup, type Panel, type ResultsToSend } from './observations.ts';
import { measured } from './oru-vitals.ts';
import { shortPid } from './patient.ts';
import { pv1Segment } from './visit.ts';

const panel: Panel = { code: '98497-1', text: 'Visual acuity panel', suffix: '-E' };

/** An acuity on the wire; "best corrected" is the nearest meaning to "with own lenses". Codes: LOINC. */
const acuityCodes = [
  { key: 'right', code: '98499-7', text: 'Visual acuity uncorrected Right eye' },
  { key: 'left', code: '98498-9', text: 'Visual acuity uncorrected Left eye' },
  { key: 'rightCorrected', code: '65893-0', text: 'Visual acuity best corrected Right eye' },
  { key: 'leftCorrected', code: '65897-1', text: 'Visual acuity best corrected Left eye' },
] as const;

/** The code of each diagnostic result by the field of the form that it comes from. */
export const diagnosticCodes: readonly { readonly key: string; readonly code: string }[] = [
  ...acuityCodes,
  { key: 'colour', code: '46673-0' },
  { key: 'lens', code: 'CORRECTIVE_LENS' },
];

/** Acuity, colour vision and lenses as results; none means that the message is not made. */
export function diagnosticsToSend(context: BuildContext): readonly Observation[] {
  const { vision } = context.assessment;
  const flags = flagsOf(vision, measured(context).ageYears);
  const acuity = acuityCodes.flatMap(({ key, code, text }): readonly Observation[] => {
    const value = vision[key];
    if (value === undefined) return [];
    return [{ code, text, type: 'ST', value, flag: flags[key] ? 'A' : null }];
  });
  const tests = [...acuity, ...colour(vision)];
  // Lenses alone are no test: a ticked box must not make a message by itself, an answer on lenses may.
  return tests.length === 0 && vision.lens === undefined ? [] : [...tests, ...lens(context)];
}

/** ORU^R01 with vision and colour vision: its own message, with its own order number. */
export function oruDiagnostics(context: ReadyContext, sent: ResultsToSend): readonly Segment[] {
  return [
    mshSegment(context, { code: 'ORU', trigger: 'R01', structure: 'ORU_R01' }),
    shortPid(context),
    pv1Segment(context),
    ...orderGroup(context, panel, sent),
  ];
}

type Vision = Assessment['vision'];

function flagsOf(
  vision: Vision,
  ageYears: number | null,
): Record<(typeof acuityCodes)[number]['key'], boolean> {
  const none: EyeFlags = { right: false, left: false };
  const eyes = ageYears === null ? none : (abnormalEyes(ageYears, vision) ?? none);
  const corrected =
    ageYears === null
      ? none
      : (abnormalEyes(ageYears, { right: vision.rightCorrected, left: vision.leftCorrected }) ?? none);
  return {
    right: eyes.right,
    left: eyes.left,
    rightCorrected: corrected.right,
    leftCorrected: corrected.left,
  };
}

function colour(vision: Vision): readonly Observation[] {
  if (vision.colour === undefined) return [];
  const normal = vision.colour === 'normal';
  return [
    {
      code: '46673-0',
      text: 'Color vision [RFC]',
      type: 'ST',
      value: normal ? 'Normal' : 'Abnormal',
      flag: normal ? 'N' : 'A',
    },
  ];
}

/** A local code under our own system, until the receiver names one. */
function lens({ assessment: { vision }, destination: { profile } }: BuildContext): readonly Observation[] {
  const worn = vision.lens ?? (vision.wearsGlasses ? 'glasses' : undefined);
  if (worn === undefined) return [];
  const name = codeRow('lens', worn, profile)?.targetCode ?? '';
  const other = worn === 'other' ? cleanLine(vision.lensOther ?? '') : '';
  if (name === '') return [];
  return [
    {
      code: 'CORRECTIVE_LENS',
      text: 'Corrective lenses',
      system: profile.systemCode,
      type: 'TX',
      value: other === '' ? name : `${name}: ${other}`,
    },
  ];
}
