import type { AppParts, Handlers } from '../app-parts.ts';
import type { DestinationView } from '../contract/destination.ts';
import { interfaces } from '../contract/message.ts';
import { type FieldError, fail, ok } from '../contract/result.ts';
import type { StoredDestination } from '../host/stores.ts';
import { buildPing } from '../malaffi/ping.ts';
import { type Profile, parseProfile } from '../malaffi/profile.ts';
import { type ResolveAddress, timeoutsOf } from './address.ts';

type Parts = Pick<AppParts, 'destinations' | 'clock' | 'testConnection' | 'testOnly'>;

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
  'destination.list' | 'destination.save' | 'destination.test' | 'destination.pause' | 'destination.resume'
> {
  const { destinations, clock } = parts;
  return {
    'destination.list': () => ok(destinations.list().map(view)),

    'destination.save': ({ id, profile: text, secret }, caller) => {
      if (id !== undefined && !destinations.get(id))
        return fail('NOT_FOUND', 'This destination does not exist.');
      const parsed = parseProfile(text);
      if (!parsed.ok) return fail('BAD_PROFILE', badProfileSentence(parsed.errors), parsed.errors);
      if (parts.testOnly && parsed.profile.processingId === 'P') {
        const errors = [{ path: 'processingId', rule: 'testOnly' }];
        return fail(
          'BAD_PROFILE',
          'The preview host sends test messages only. Use "processingId": "T".',
          errors,
        );
      }
      const actor = String(caller.signedIn?.accountId ?? 0);
      const { name } = parsed.profile;
      const stored = destinations.save(id ?? null, name, parsed.profile, secret, actor, clock.nowMs());
      changes.configured(stored.id);
      return ok(view(stored));
    },

    'destination.test': async ({ id }) => {
      const destination = destinations.get(id);
      if (!destination) return fail('NOT_FOUND', 'This destination does not exist.');
      const parsed = parseProfile(destination.profile);
      if (!parsed.ok) return fail('BAD_PROFILE', badProfileSentence(parsed.errors), parsed.errors);
      return ok({
        steps: [...(await testEachAddress(parts, parsed.profile, resolveAddress, newControlId, id))],
      });
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

/** "Not saved: `address.host` is missing..." in words that name the field, never its value. */
export function badProfileSentence(errors: readonly FieldError[]): string {
  const first = errors[0];
  if (!first || first.path === '') return 'The profile is not valid JSON. Check commas, quotes and brackets.';
  const more = errors.length > 1 ? ` and ${errors.length - 1} more` : '';
  return `The profile is not complete: "${first.path}" is missing or not valid${more}. Correct it and save again.`;
}

async function testEachAddress(
  parts: Parts,
  profile: Profile,
  resolveAddress: ResolveAddress,
  newControlId: () => string,
  id: string,
) {
  const addresses = interfaces.map((name) => resolveAddress(profile, name, id));
  const different = new Map(
    addresses.flatMap((address) => (address ? [[JSON.stringify(address), address]] : [])),
  );
  if (different.size === 0) {
    return [
      { step: 'profile' as const, ok: false, problem: 'CONFIG' as const, detail: 'address', durationMs: 0 },
    ];
  }
  const timeouts = timeoutsOf(profile);
  const results = await Promise.all(
    [...different.values()].map((address) => {
      const ping = buildPing(profile, parts.clock.nowMs(), newControlId());
      return parts.testConnection(address, timeouts, ping ?? undefined);
    }),
  );
  return results.flat();
}

function view(destination: StoredDestination): DestinationView {
  const { id, name, enabled, profileVersion, hasSecret, pause } = destination;
  return {
    id,
    name,
    enabled,
    profile: JSON.stringify(destination.profile, null, 2),
    profileVersion,
    hasSecret,
    paused: pause !== null,
    pausedProblem: pause?.problem ?? null,
    pausedUntil: pause?.until ?? null,
  };
}
