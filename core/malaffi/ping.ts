import { encodeMessage } from '../hl7/encode.ts';
import { mshSegment } from './header.ts';
import type { Profile } from './profile.ts';

/** A harmless message: its bytes and the control id that its answer must name. */
export interface Ping {
  readonly controlId: string;
  readonly bytes: Uint8Array;
}

/**
 * The message that the profile names as its ping: MSH alone, MSH-11 always `T`, no patient. Null where the profile names
 * none: nothing may be sent that the receiver has not agreed to.
 */
export function buildPing(profile: Profile, now: number, controlId: string): Ping | null {
  if (!profile.ping) return null;
  const { code, trigger } = profile.ping;
  const destination = { profile: { ...profile, processingId: 'T' as const, msh9Components: 2 as const } };
  const msh = mshSegment(
    { destination, now, newControlId: () => controlId },
    { code, trigger, structure: '' },
  );
  return { controlId, bytes: encodeMessage([msh]) };
}
