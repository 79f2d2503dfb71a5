import type { PersonSession } from './accounts/person-session.ts';
import type { AppParts, Caller, Client, Handlers, SignedIn } from './app-parts.ts';
import type { ViewLog } from './audit/view-log.ts';
import type { Access, Channel } from './contract/channel.ts';
import { type ChannelName, channelNames } from './contract/channel-names.ts';
import { channels } from './contract/channels.ts';
import { type FieldError, fail, type Result } from './contract/result.ts';
import { codeOf } from './host/error-code.ts';
import { logCode } from './host/ports.ts';

/**
 * One request from a window, whichever host carried it: the channel is known, the caller may use it, the input parses,
 * and only then its handler runs. Nothing throws past here; an unexpected error becomes INTERNAL and a log code.
 */
export async function dispatch(
  parts: DispatchParts,
  handlers: Handlers,
  session: PersonSession,
  channel: string,
  input: unknown,
): Promise<Result<unknown>> {
  if (!isChannel(channel)) return fail('UNKNOWN_CHANNEL', 'This request is not known.');
  try {
    return await answer(parts, handlers, session, channel, input);
  } catch (error) {
    parts.log.error('request.failed', { channel: logCode(channel), code: logCode(codeOf(error)) });
    return fail('INTERNAL', 'Something went wrong. Nothing was changed. Try again.');
  }
}

export interface DispatchParts extends Pick<AppParts, 'audit' | 'clock' | 'log'> {
  /** Writes down whose record was shown to whom. */
  readonly views: Pick<ViewLog, 'answered'>;
}

async function answer(
  parts: DispatchParts,
  handlers: Handlers,
  session: PersonSession,
  channel: ChannelName,
  input: unknown,
): Promise<Result<unknown>> {
  const { access, input: schema, asksAgain } = channels[channel] as Channel;
  const caller = lateDraft(session, channel) ?? session;
  const refusal = refuse(access, caller.signedIn);
  if (refusal === 'NOT_ALLOWED') {
    auditRefusal(parts, caller.signedIn, channel);
    return fail('NOT_ALLOWED', 'Only an administrator may do this.');
  }
  if (refusal) {
    return session.locked
      ? fail('LOCKED', 'The window is locked. Say who is working first.')
      : fail('SIGNED_OUT', 'Sign in first.');
  }
  const parsed = schema.safeParse(input);
  if (!parsed.success)
    return fail('BAD_INPUT', 'Some values are not valid. Correct them.', parsed.error.issues.map(fieldError));
  // A nurse is refused by the handler: the own PIN would not change that.
  if (caller.signedIn?.role === 'admin' && asksAgain(parsed.data)) {
    if (!session.confirmed) return fail('CONFIRM_PERSON', 'Give your password once more to do this.');
    session.confirmationUsed();
  }
  if (!askedByItself.has(channel)) session.active();
  const handler = handlers[channel] as (input: unknown, caller: Caller) => ReturnType<Client['call']>;
  const result = await handler(parsed.data, caller);
  if (result.ok && caller.signedIn) parts.views.answered(caller.signedIn, channel, parsed.data, result.value);
  return result;
}

/**
 * What the window asks by itself, after a push, by a timer or while it opens: it does not show that anybody is there. Asking
 * for a page or doing anything does, and for keys and pointer the window says so (`session.active`).
 */
const askedByItself: ReadonlySet<ChannelName> = new Set([
  'session.current',
  'session.lock',
  'settings.get',
  'settings.managed',
  'queue.query',
  'queue.counts',
  'queue.problemCounts',
  'message.detail',
  'assessment.history',
  'health.get',
  'health.activity',
  'health.checks',
  'storage.get',
  'setup.get',
  'draft.list',
]);

/** The draft of whoever was locked out a moment ago: its last letters were on their way. */
function lateDraft(session: PersonSession, channel: ChannelName): Caller | null {
  if (channel !== 'draft.save' || session.signedIn || !session.justLocked) return null;
  return { signedIn: session.justLocked, become() {} };
}

function isChannel(channel: string): channel is ChannelName {
  return (channelNames as readonly string[]).includes(channel);
}

function refuse(access: Access, who: SignedIn | null): 'SIGNED_OUT' | 'NOT_ALLOWED' | null {
  if (access === 'open') return null;
  if (!who) return 'SIGNED_OUT';
  return access === 'admin' && who.role !== 'admin' ? 'NOT_ALLOWED' : null;
}

function auditRefusal(
  parts: Pick<AppParts, 'audit' | 'clock'>,
  who: SignedIn | null,
  channel: ChannelName,
): void {
  parts.audit.append({
    at: parts.clock.nowMs(),
    actor: String(who?.accountId ?? 0),
    action: 'request.refused',
    subject: channel,
    outcome: 'refused',
    detail: 'NOT_ALLOWED',
  });
}

interface Issue {
  readonly code?: string | undefined;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly minimum?: unknown;
  readonly maximum?: unknown;
}

/** Path and rule only: an issue's text may repeat what was typed, and unknown key names may be typed text too. */
function fieldError(issue: Issue): FieldError {
  const params: Record<string, number> = {};
  if (typeof issue.minimum === 'number') params.min = issue.minimum;
  if (typeof issue.maximum === 'number') params.max = issue.maximum;
  const rule = issue.code === 'custom' ? issue.message : (issue.code ?? 'invalid');
  return {
    path: issue.path.map(String).join('.'),
    rule,
    ...(Object.keys(params).length > 0 ? { params } : {}),
  };
}
