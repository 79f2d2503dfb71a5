import type { AppParts, Caller, Client, Handlers, SignedIn } from './app-parts.ts';
import type { Access } from './contract/channel.ts';
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
  parts: Pick<AppParts, 'audit' | 'clock' | 'log'>,
  handlers: Handlers,
  caller: Caller,
  channel: string,
  input: unknown,
): Promise<Result<unknown>> {
  if (!isChannel(channel)) return fail('UNKNOWN_CHANNEL', 'This request is not known.');
  const { access, input: schema } = channels[channel];
  const refusal = refuse(access, caller.signedIn);
  if (refusal) {
    if (refusal === 'NOT_ALLOWED') auditRefusal(parts, caller.signedIn, channel);
    return fail(refusal, refusal === 'SIGNED_OUT' ? 'Sign in first.' : 'Only an administrator may do this.');
  }
  const parsed = schema.safeParse(input);
  if (!parsed.success)
    return fail('BAD_INPUT', 'Some values are not valid. Correct them.', parsed.error.issues.map(fieldError));
  try {
    const handler = handlers[channel] as (input: unknown, caller: Caller) => ReturnType<Client['call']>;
    return await handler(parsed.data, caller);
  } catch (error) {
    parts.log.error('request.failed', { channel: logCode(channel), code: logCode(codeOf(error)) });
    return fail('INTERNAL', 'Something went wrong. Nothing was changed. Try again.');
  }
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
    action: channel,
    subject: '',
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
