import { standardDelimiters } from '../hl7/delimiters.ts';
import { encodeMessage } from '../hl7/encode.ts';
import { type Message, type Segment, textAt } from '../hl7/message.ts';
import { pathOfFault } from './form-paths.ts';
import type { Profile } from './profile.ts';
import { strictCheck } from './strict-check.ts';

/** Frozen bytes, or why there are none and which field a person must change. */
export type Frozen =
  | { readonly built: true; readonly controlId: string; readonly bytes: Uint8Array }
  | {
      readonly built: false;
      readonly problem: 'CONFIG' | 'LOCAL_BUILD';
      readonly field: string | null;
    };

/** Encodes segments and lets only what passes the strict check become a message. */
export function freeze(segments: readonly Segment[], profile: Profile, now: number): Frozen {
  const message: Message = { delimiters: standardDelimiters, segments };
  const bytes = encodeMessage(segments);
  const faults = strictCheck(bytes, profile, now);
  if (faults.length === 0) return { built: true, controlId: textAt(message, 'MSH-10'), bytes };
  // What a person can change comes before what only a developer can.
  const fields = faults.map((fault) => pathOfFault(fault, message, profile)).filter((path) => path !== null);
  return refused(fields[0] ?? null);
}

/** Not built: `CONFIG` for the profile, the school and the clinician, `LOCAL_BUILD` for what was entered. */
export function refused(field: string | null): Frozen {
  const configured = field !== null && /^(?:profile|school|clinician)\./.test(field);
  return { built: false, problem: configured ? 'CONFIG' : 'LOCAL_BUILD', field };
}
