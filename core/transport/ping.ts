import type { Address, Reply, Timeouts } from '../delivery/ports.ts';
import { type Ack, parseAck } from '../hl7/ack.ts';
import type { Clock } from '../host/ports.ts';
import type { Ping } from '../malaffi/ping.ts';
import type { Finding } from './doctor.ts';
import { createNodeTransport } from './node-transport.ts';
import type { Surroundings } from './reach.ts';

/** Sends the harmless message that the receiver has agreed to, and says what its answer means for the address and the key. */
export async function sendPing(
  address: Address,
  timeouts: Timeouts,
  { bytes, controlId }: Ping,
  clock: Clock,
  surroundings: Surroundings,
): Promise<readonly Finding[]> {
  const opened = await createNodeTransport(clock, surroundings).open(address, timeouts);
  if (!opened.ok) return [bad('reply', 'NET_UNREACHABLE', opened.fault.code)];
  const reply = await opened.connection.send(bytes, controlId);
  opened.connection.close();
  return findingsOf(reply, controlId);
}

function findingsOf(reply: Reply, controlId: string): readonly Finding[] {
  if (reply.kind === 'none') {
    const problem =
      reply.cause === 'garbage' || reply.cause === 'tooLarge' ? 'BAD_REPLY' : 'NO_REPLY_AFTER_SEND';
    return [bad('reply', problem, reply.code)];
  }
  // A folder answers nothing and has no ping.
  if (reply.kind === 'file') return [bad('reply', 'BAD_REPLY', 'NOT_HL7')];
  const ack = replyFinding(parseAck(reply.body), controlId);
  if (reply.kind === 'hl7') return [ack];

  const { status } = reply;
  const detail = `HTTP ${status}`;
  if (status === 401 || status === 403) return [bad('authorization', 'AUTH', detail)];
  if (status >= 300 && status < 400) return [bad('authorization', 'WRONG_ADDRESS', detail)];
  if ([404, 405, 410].includes(status)) return [bad('authorization', 'WRONG_ADDRESS', detail)];
  if (status === 429) return [bad('authorization', 'RATE', detail)];
  if (status >= 300) return [bad('authorization', 'SERVER', detail)];
  const authorization: Finding = { step: 'authorization', ok: true, problem: null, detail };
  if (!ack.ok && /html/i.test(reply.contentType)) return [bad('reply', 'SIGN_IN_PAGE', reply.contentType)];
  return [authorization, ack];
}

/** A refusal is an answer too: the receiver was reached and spoke HL7 about our message. */
function replyFinding(ack: Ack | null, controlId: string): Finding {
  if (!ack) return bad('reply', 'BAD_REPLY', 'NOT_HL7');
  if (ack.controlId !== controlId) return bad('reply', 'BAD_REPLY', 'OTHER_CONTROL_ID');
  return { step: 'reply', ok: true, problem: null, detail: ack.code };
}

function bad(step: Finding['step'], problem: NonNullable<Finding['problem']>, detail: string): Finding {
  return { step, ok: false, problem, detail };
}
