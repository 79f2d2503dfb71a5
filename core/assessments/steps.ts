import type { VisitPlan } from './plan-visit.ts';
import type { MessageToStore, OutboxStep, StoredMessage } from './ports.ts';

/** True for a message that can still be replaced or taken out: it is neither on its way nor finished. */
export function isUnsent({ state }: Pick<StoredMessage, 'state'>): boolean {
  return state === 'pending' || state === 'failed';
}

/** A new message of the visit; `corrects` is the one that the receiver has. */
export function adding(
  { studentId, visit }: Pick<VisitPlan, 'studentId' | 'visit'>,
  message: MessageToStore,
  corrects: number | null,
): OutboxStep {
  const { schoolId, visitNumber } = visit;
  return { step: 'add', message, studentId, schoolId, visitNumber, corrects };
}

/** An unsent message gives way to one that says something else, and is taken out where nothing is to be said any more. */
export function keepOrReplace(
  { studentId }: Pick<VisitPlan, 'studentId'>,
  old: StoredMessage,
  fresh: MessageToStore | undefined | null,
): readonly OutboxStep[] {
  if (!fresh) return [{ step: 'cancel', id: old.id }];
  const same = fresh.built ? old.bytes !== null && saysTheSame(old.bytes, fresh.bytes) : old.bytes === null;
  return same ? [] : [{ step: 'replace', id: old.id, message: fresh, studentId }];
}

/** Whether two messages differ in nothing but when they were made and their number: MSH and EVN aside. */
function saysTheSame(a: Uint8Array, b: Uint8Array): boolean {
  const decoder = new TextDecoder();
  const content = (bytes: Uint8Array) =>
    decoder
      .decode(bytes)
      .split('\r')
      .filter((line) => !/^(?:MSH|EVN)/.test(line))
      .join('\r');
  return content(a) === content(b);
}
