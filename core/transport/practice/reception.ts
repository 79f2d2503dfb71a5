import type { AckCode } from '../../hl7/ack.ts';
import { type AckProblem, buildAck } from '../../hl7/build-ack.ts';
import { textAt } from '../../hl7/message.ts';
import { parseMessage } from '../../hl7/parse.ts';
import type { Clock } from '../../host/ports.ts';
import { checkMessage, kindOf } from './check-message.ts';
import type { FaultErr, FaultRule } from './fault-plan.ts';
import type { FaultPicker } from './pick-fault.ts';
import type { ReceivedMessage } from './received-message.ts';
import type { RecordFile } from './record-file.ts';

/** What is to be said to one message: the reply, and the fault that spoils it, if any. */
export interface Verdict {
  readonly number: number;
  readonly reply: Uint8Array;
  readonly fault: FaultRule | null;
}

/** Takes a whole message in, whatever it came over: parses, checks, keeps, records; the answer is for the caller to send. */
export interface Reception {
  take(bytes: Uint8Array, transport: 'mllp' | 'http', connection: string): Verdict;
  /** Records a message that is turned away before anybody reads it, such as one without the right key. */
  turnAway(bytes: Uint8Array, connection: string, status: number): void;
  received(): readonly ReceivedMessage[];
}

interface Outcome {
  readonly code: AckCode;
  readonly error?: AckProblem;
}

/** `picker` is asked anew for each message, so that a changed plan is in force at once. */
export function createReception(options: {
  readonly clock: Clock;
  readonly picker: () => FaultPicker;
  readonly record: RecordFile | null;
  readonly earlier: readonly ReceivedMessage[];
  readonly onReceived: (message: ReceivedMessage) => void;
}): Reception {
  const { clock, picker, record, onReceived } = options;
  const messages: ReceivedMessage[] = [...options.earlier];
  const keptIds = new Set(messages.filter((message) => message.stored).map((message) => message.controlId));

  const note = (message: Omit<ReceivedMessage, 'number' | 'at'>): number => {
    const noted = { number: (messages.at(-1)?.number ?? 0) + 1, at: clock.nowMs(), ...message };
    messages.push(noted);
    if (noted.stored) keptIds.add(noted.controlId);
    record?.received(noted);
    onReceived(noted);
    return noted.number;
  };

  const take = (bytes: Uint8Array, transport: 'mllp' | 'http', connection: string): Verdict => {
    const message = parseMessage(bytes);
    const kind = kindOf(message);
    const controlId = message ? textAt(message, 'MSH-10') : '';
    const { pick, plan } = picker();
    const fault = pick({ controlId, kind, transport });
    const duplicate = keptIds.has(controlId);

    const honest: Outcome =
      duplicate && plan.duplicates === 'refuse'
        ? { code: 'AE', error: { code: '205', text: 'Duplicate key identifier', location: 'MSH-10' } }
        : (checkMessage(message) ?? { code: 'AA' });
    const outcome = orderedOutcome(fault) ?? honest;
    const reply = buildAck({ request: bytes, now: clock.nowMs(), ...outcome });
    const positive = outcome.code === 'AA' || outcome.code === 'CA';
    const number = note({
      transport,
      connection,
      controlId,
      kind,
      bytes,
      stored: positive && !turnsAway(fault),
      duplicate,
      answer: answerText(fault, outcome),
    });
    return { number, reply, fault };
  };

  return {
    take,
    turnAway(bytes, connection, status) {
      const answer = `http ${status}`;
      const rest = { controlId: '', kind: '', stored: false, duplicate: false };
      note({ transport: 'http', connection, bytes, answer, ...rest });
    },
    received: () => messages,
  };
}

/** The code that a rule orders; null where the rule spoils an answer that is honest in itself. */
function orderedOutcome(fault: FaultRule | null): Outcome | null {
  if (fault?.answer === 'AA' || fault?.answer === 'CA') return { code: fault.answer };
  switch (fault?.answer) {
    case 'AE':
    case 'AR':
    case 'CE':
    case 'CR':
      return fault.err ? { code: fault.answer, error: errorOf(fault.err) } : { code: fault.answer };
    default:
      return null;
  }
}

function errorOf(err: FaultErr): AckProblem {
  return {
    code: err.code,
    ...(err.location ? { location: err.location } : {}),
    ...(err.text ? { text: err.text } : {}),
    ...(err.application ? { application: err.application } : {}),
    ...(err.userText ? { userText: err.userText } : {}),
  };
}

/** A proxy, a gateway or a sign-in page answers before the receiver has the message. */
function turnsAway(fault: FaultRule | null): boolean {
  return fault?.answer === 'http' || fault?.answer === 'html';
}

function answerText(fault: FaultRule | null, outcome: Outcome): string {
  if (fault?.answer === 'http') return `http ${fault.status}`;
  const code = outcome.error ? `${outcome.code} ${outcome.error.code}` : outcome.code;
  return fault && !/^[AC][AER]$/.test(fault.answer) ? `${fault.answer} (${code})` : code;
}
