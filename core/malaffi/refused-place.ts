import { segmentOf, segmentsOf, textOf } from '../hl7/message.ts';
import { parseMessage } from '../hl7/parse.ts';
import { pathOfResult } from './form-paths.ts';
import { pathOfLocation } from './receiver-hints.ts';

/**
 * The field that a refusal is about, as a path of the form or the settings: from ERR-2, and for a result (OBX-3, OBX-5) from
 * the very result that the receiver counted to. Null when nobody here fills it in.
 */
export function pathOfRefusal(reply: Uint8Array, sent: Uint8Array | null): string | null {
  const answer = parseMessage(reply);
  const err = answer ? segmentOf(answer, 'ERR') : undefined;
  const segment = textOf(err, 2, 1) || textOf(err, 1, 1);
  const sequence = Number(textOf(err, 2, 2) || textOf(err, 1, 2) || '1');
  const field = textOf(err, 2, 3) || textOf(err, 1, 3);
  const component = textOf(err, 2, 5);
  if (segment === 'OBX' && sent !== null && /^(?:2|3|5|6|7|8|)$/.test(field)) {
    const message = parseMessage(sent);
    const results = message ? segmentsOf(message, 'OBX') : [];
    const code = textOf(results[sequence - 1], 3);
    return code === '' ? null : pathOfResult(code);
  }
  if (segment === '' || field === '') return null;
  return pathOfLocation(`${segment}-${field}${component === '' ? '' : `.${component}`}`);
}
