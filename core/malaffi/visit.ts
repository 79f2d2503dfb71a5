import { components, type Field, type FieldInput, type Segment, segment } from '../hl7/message.ts';
import { cleanIdentifier, cleanLine } from '../hl7/text.ts';
import type { ReadyContext } from './build-context.ts';
import { timeField } from './header.ts';

/** PV1 of a clinic visit: outpatient (`O`), the clinic's facility licence, the nurse, the visit number and its start. */
export function pv1Segment(context: ReadyContext, more: Readonly<Record<number, FieldInput>> = {}): Segment {
  const { profile } = context.destination;
  const facility = cleanIdentifier(context.school.facilityLicence);
  return segment('PV1', {
    1: '1',
    2: 'O',
    3: components(profile.pointOfCare, '', '', [facility, authority(context)]),
    7: clinicianField(context),
    19: components(context.visitNumber, '', '', ['', profile.systemCode]),
    44: timeField(context.assessment.visitStartedAt, profile),
    ...more,
  });
}

/** The clinician as XCN: licence, names, and the licensing authority in component 9. */
export function clinicianField(context: ReadyContext): Field {
  const { licence, familyName, givenName } = context.clinician;
  return components(
    cleanIdentifier(licence),
    cleanLine(familyName),
    cleanLine(givenName),
    '',
    '',
    '',
    '',
    '',
    ['', authority(context)],
  );
}

function authority(context: ReadyContext): string {
  const { profile } = context.destination;
  return profile.systemCode + profile.xcnAuthoritySuffix;
}
