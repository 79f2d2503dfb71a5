import type { AppParts, Handlers } from '../app-parts.ts';
import type { DestinationView, TestStep } from '../contract/destination.ts';
import { type Interface, interfaces } from '../contract/message.ts';
import { type FieldError, fail, ok, type Result } from '../contract/result.ts';
import type { Address } from '../delivery/ports.ts';
import type { StoredDestination } from '../host/stores.ts';
import { buildPing } from '../malaffi/ping.ts';
import { leavesPlain, type Profile, parseProfile } from '../malaffi/profile.ts';
import { templates } from '../malaffi/profiles/templates.ts';
import { type ResolveAddress, timeoutsOf } from './address.ts';
import { clientCertificateOf } from './client-certificates.ts';
import { mappingConfirmed, onboardingOf, tickOnboarding } from './mapping-confirmation.ts';

type Parts = Pick<AppParts, 'audit' | 'destinations' | 'clock' | 'testConnection' | 'testOnly' | 'settings'>;

/** What the drainer is told when a destination changes. */
export interface DestinationChanges {
  /** A profile or secret changed: messages that could not be built may be, and a probe goes out at once. */
  configured(destinationId: string): void;
  resumed(destinationId: string): void;
  paused(destinationId: string): void;
}

/** Destinations: profile, secret, connection test, pause and resume. Secrets go in and never come out. */
export function destinationHandlers(
  parts: Parts,
  resolveAddress: ResolveAddress,
  newControlId: () => string,
  changes: DestinationChanges,
): Pick<
  Handlers,
  | 'destination.list'
  | 'destination.templates'
  | 'destination.save'
  | 'destination.confirm'
  | 'destination.test'
  | 'destination.pause'
  | 'destination.resume'
> {
  const { destinations, clock } = parts;
  const view = (stored: StoredDestination) => destinationView(parts, stored);
  return {
    'destination.list': () => ok(destinations.list().map(view)),

    'destination.templates': () => ok(templates()),

    'destination.save': ({ id, profile: text, secret }, caller) => {
      if (id !== undefined && !destinations.get(id))
        return fail('NOT_FOUND', 'This destination does not exist.');
      const parsed = parseProfile(text);
      if (!parsed.ok) return fail('BAD_PROFILE', badProfileSentence(parsed.errors), parsed.errors);
      const live = refusedLive(parts, id ?? null, parsed.profile);
      if (live) return live;
      const actor = String(caller.signedIn?.accountId ?? 0);
      const { name } = parsed.profile;
      const plain = plainChange(id === undefined ? null : destinations.get(id), parsed.profile);
      const stored = destinations.save(id ?? null, name, parsed.profile, secret, actor, clock.nowMs(), plain);
      changes.configured(stored.id);
      return ok(view(stored));
    },

    'destination.confirm': ({ id, item, ticked }, caller) => {
      const destination = destinations.get(id);
      if (!destination || !caller.signedIn) return fail('NOT_FOUND', 'This destination does not exist.');
      tickOnboarding(parts, destination, item, ticked, caller.signedIn);
      changes.configured(id);
      return ok(view(destination));
    },

    'destination.test': async ({ id }, caller) => {
      const destination = destinations.get(id);
      if (!destination) return fail('NOT_FOUND', 'This destination does not exist.');
      const parsed = parseProfile(destination.profile);
      if (!parsed.ok) return fail('BAD_PROFILE', badProfileSentence(parsed.errors), parsed.errors);
      const steps = await testEachAddress(parts, parsed.profile, resolveAddress, newControlId, id);
      const works = steps.every((step) => step.ok);
      parts.audit.append({
        at: clock.nowMs(),
        actor: String(caller.signedIn?.accountId ?? 0),
        action: 'destination.test',
        subject: id,
        outcome: works ? 'ok' : 'failed',
        detail: `steps=${steps.length}`,
      });
      return ok({ steps: [...steps] });
    },

    'destination.pause': ({ id, reason, until }, caller) => {
      if (!destinations.get(id)) return fail('NOT_FOUND', 'This destination does not exist.');
      const pause = { problem: null, reason, until, probeMessageId: null, since: clock.nowMs() };
      destinations.pause(id, pause, String(caller.signedIn?.accountId ?? 0), clock.nowMs());
      changes.paused(id);
      return ok({});
    },

    'destination.resume': ({ id }, caller) => {
      if (!destinations.get(id)) return fail('NOT_FOUND', 'This destination does not exist.');
      destinations.pause(id, null, String(caller.signedIn?.accountId ?? 0), clock.nowMs());
      changes.resumed(id);
      return ok({});
    },
  };
}

/** Why a profile for live messages (MSH-11 `P`) may not be saved: this host, or a mapping that nobody has confirmed. */
function refusedLive(
  { testOnly, settings }: Pick<Parts, 'testOnly' | 'settings'>,
  id: string | null,
  { processingId }: Profile,
): Result<never> | null {
  if (processingId !== 'P') return null;
  const errors = (rule: string) => [{ path: 'processingId', rule }];
  if (testOnly) {
    const sentence = 'The preview host sends test messages only. Use "processingId": "T".';
    return fail('BAD_PROFILE', sentence, errors('testOnly'));
  }
  if (id !== null && mappingConfirmed(settings, id)) return null;
  const sentence =
    'Live sending needs a confirmed mapping: tick the whole onboarding list. Until then use "T".';
  return fail('BAD_PROFILE', sentence, errors('unconfirmedMapping'));
}

/** For the audit trail: that sending without encryption begins or ends with this change; empty where it does neither. */
export function plainChange(before: Pick<StoredDestination, 'profile'> | null, after: Profile): string {
  const parsed = before && parseProfile(before.profile);
  const was = parsed?.ok === true && leavesPlain(parsed.profile);
  const is = leavesPlain(after);
  return was === is ? '' : `plain=${is ? 'on' : 'off'}`;
}

/** "Not saved: `address.host` is missing..." in words that name the field, never its value. */
export function badProfileSentence(errors: readonly FieldError[]): string {
  const first = errors[0];
  if (!first || first.path === '') return 'The profile is not valid JSON. Check commas, quotes and brackets.';
  const more = errors.length > 1 ? ` and ${errors.length - 1} more` : '';
  return `The profile is not complete: "${first.path}" is missing or not valid${more}. Correct it and save again.`;
}

/** The connection test of every address that a profile names, at once; it never sends patient data. */
export async function testEachAddress(
  parts: Pick<Parts, 'clock' | 'testConnection'>,
  profile: Profile,
  resolveAddress: ResolveAddress,
  newControlId: () => string,
  id: string,
): Promise<readonly TestStep[]> {
  const byAddress = new Map<string, { readonly address: Address; readonly names: Interface[] }>();
  for (const name of interfaces) {
    const address = resolveAddress(profile, name, id);
    if (!address) continue;
    const same = byAddress.get(JSON.stringify(address));
    if (same) same.names.push(name);
    else byAddress.set(JSON.stringify(address), { address, names: [name] });
  }
  if (byAddress.size === 0) {
    return [
      { step: 'profile' as const, ok: false, problem: 'CONFIG' as const, detail: 'address', durationMs: 0 },
    ];
  }
  const timeouts = timeoutsOf(profile);
  const several = byAddress.size > 1;
  const results = await Promise.all(
    [...byAddress.values()].map(async ({ address, names }) => {
      const ping = buildPing(profile, parts.clock.nowMs(), newControlId());
      const steps = await parts.testConnection(address, timeouts, ping ?? undefined);
      return steps.map((step) => (several ? { ...step, interfaces: names } : step));
    }),
  );
  return results.flat();
}

/** So much of a key may be shown that an admin knows which one it is, and nobody can use it. */
function secretEnds(secret: string | null): string | null {
  return secret !== null && secret.length >= 16 ? secret.slice(-4) : null;
}

/** A destination as people see it: of its secrets only that they are there, and which. */
export function destinationView(
  { destinations, settings }: Pick<Parts, 'destinations' | 'settings'>,
  destination: StoredDestination,
): DestinationView {
  const parsed = parseProfile(destination.profile);
  const practice = (destination.profile as { kind?: unknown } | null)?.kind === 'practice';
  const { id, name, enabled, profileVersion, hasSecret, pause } = destination;
  return {
    id,
    name,
    enabled,
    // With every default in its place, so that whoever edits it sees what is in force.
    profile: JSON.stringify(parsed.ok ? parsed.profile : destination.profile, null, 2),
    profileVersion,
    hasSecret,
    secretEnds: secretEnds(destinations.secret(id)),
    clientCertificate: clientCertificateOf(settings, id)?.facts ?? null,
    plain: parsed.ok && leavesPlain(parsed.profile),
    paused: pause !== null,
    pausedProblem: pause?.problem ?? null,
    pausedUntil: pause?.until ?? null,
    mapping: practice ? 'notNeeded' : mappingConfirmed(settings, id) ? 'confirmed' : 'unconfirmed',
    onboarding: onboardingOf(settings, id),
  };
}
