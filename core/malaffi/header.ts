import { components, type Field, type Segment, segment } from '../hl7/message.ts';
import { formatDtm } from '../hl7/timestamps.ts';
import type { BuildContext } from './build-context.ts';
import type { Profile } from './profile.ts';

/** What MSH-9 says: message code, trigger event and structure. */
export interface MessageType {
  readonly code: string;
  readonly trigger: string;
  readonly structure: string;
}

/** MSH by the destination's profile. MSH-7 is the only time with an offset unless the profile says otherwise. */
export function mshSegment(
  context: Pick<BuildContext, 'now' | 'newControlId'> & {
    readonly destination: { readonly profile: Profile };
  },
  type: MessageType,
): Segment {
  const { profile } = context.destination;
  const enhanced = profile.mode === 'enhanced';
  return segment('MSH', {
    1: '|',
    2: '^~\\&',
    3: asWritten(profile.msh3, profile),
    4: asWritten(profile.msh4, profile),
    5: asWritten(profile.msh5, profile),
    6: asWritten(profile.msh6, profile),
    7: formatDtm(context.now, { offset: profile.tsOffset !== 'none' }),
    9:
      profile.msh9Components === 3
        ? components(type.code, type.trigger, type.structure)
        : components(type.code, type.trigger),
    10: context.newControlId(),
    11: profile.processingId,
    12: profile.messageVersion,
    15: enhanced ? profile.acceptAckCode : '',
    16: enhanced ? profile.appAckCode : '',
    18: profile.msh18,
  });
}

/** Any time but MSH-7, by the profile. */
export function timeField(epochMs: number, profile: Profile): string {
  return formatDtm(epochMs, { offset: profile.tsOffset === 'all' });
}

/** A field that the profile holds as it stands on the wire (`{system}^{system}`). */
function asWritten(template: string, profile: Profile): Field {
  const parts = template.replaceAll('{system}', profile.systemCode).split('^');
  return components(...parts.map((part) => part.split('&')));
}
