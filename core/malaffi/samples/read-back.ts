import type { MessageToStore } from '../../assessments/ports.ts';
import type { Message } from '../../hl7/message.ts';
import { parseMessage } from '../../hl7/parse.ts';

/** The text of a message that was built, for tests; throws with kind and field when it was refused. */
export function textOfBuilt(message: MessageToStore | undefined): string {
  if (!message?.built) throw new Error(`not built: ${message?.kind} ${message?.field}`);
  return new TextDecoder().decode(message.bytes);
}

/** A message that was built, parsed, for tests. */
export function readBack(message: MessageToStore | undefined): Message {
  const read = parseMessage(textOfBuilt(message));
  if (!read) throw new Error('not a message');
  return read;
}
