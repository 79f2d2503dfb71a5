import type { AppParts, SignedIn } from '../app-parts.ts';
import type { ChannelName } from '../contract/channel-names.ts';
import type { ChannelOutput, ParsedInput } from '../contract/channels.ts';
import { codeOf } from '../host/error-code.ts';
import { logCode } from '../host/ports.ts';

/** What was looked at: one student, one message, or a list with names on it. */
interface Viewed {
  readonly action: 'student.view' | 'message.view' | 'list.view';
  /** An id, or the name of the list. */
  readonly subject: string | number;
}

type Look<C extends ChannelName> = (input: ParsedInput<C>, output: ChannelOutput<C>) => readonly Viewed[];

const student = (id: number): Viewed => ({ action: 'student.view', subject: id });
const message = (id: number): Viewed => ({ action: 'message.view', subject: id });
const list = (name: string): Viewed => ({ action: 'list.view', subject: name });

/** Answers that show whose record it is. A channel that is not here shows none, or its own audit row says who was shown. */
const looks: { readonly [C in ChannelName]?: Look<C> } = {
  'student.search': (_, found) => (found.length > 0 ? [list('students')] : []),
  'student.recent': (_, found) => (found.length > 0 ? [list('students')] : []),
  'student.get': ({ id }) => [student(id)],
  'student.record': ({ id }) => [student(id)],
  'student.mergePreview': ({ keepId, duplicateId }) => [student(keepId), student(duplicateId)],
  'class.open': () => [list('class')],
  'draft.get': (_, draft) => (draft?.studentId ? [student(draft.studentId)] : []),
  'assessment.history': ({ studentId }) => [student(studentId)],
  'assessment.receipt': (_, receipt) => [student(receipt.student.id)],
  'queue.query': (_, { rows }) => (rows.length > 0 ? [list('queue')] : []),
  'message.detail': ({ id }) => [message(id)],
  'message.fields': ({ id, unmask }) => (unmask ? [] : [message(id)]),
  'report.endOfDay': () => [list('endOfDay')],
  'report.refusals': () => [list('refusals')],
};

/** The channels whose answers are written down as looked at. */
export const viewedChannels = Object.keys(looks) as readonly ChannelName[];

/** The same person looking at the same thing again within this is one look. */
export const oneLookMs = 15 * 60_000;

const remembered = 5000;

/** Writes down who looked at what. */
export interface ViewLog {
  answered(who: SignedIn, channel: ChannelName, input: unknown, output: unknown): void;
}

/** Makes the log of looks. One that cannot be written is logged and answered all the same: a full disk must not hide the queue. */
export function createViewLog({ audit, clock, log }: Pick<AppParts, 'audit' | 'clock' | 'log'>): ViewLog {
  const seenAt = new Map<string, number>();
  return {
    answered(who, channel, input, output) {
      const look = looks[channel] as ((input: unknown, output: unknown) => readonly Viewed[]) | undefined;
      for (const { action, subject } of look?.(input, output) ?? []) {
        const key = `${who.accountId} ${action} ${subject}`;
        const now = clock.monotonicMs();
        const last = seenAt.get(key);
        if (last !== undefined && now - last < oneLookMs) continue;
        if (seenAt.size >= remembered) seenAt.clear();
        seenAt.set(key, now);
        try {
          audit.append({
            at: clock.nowMs(),
            actor: `account:${who.accountId}`,
            action,
            subject: String(subject),
            outcome: 'ok',
            detail: '',
          });
        } catch (error) {
          seenAt.delete(key);
          log.warn('audit.lookNotWritten', { code: logCode(codeOf(error)) });
        }
      }
    },
  };
}
