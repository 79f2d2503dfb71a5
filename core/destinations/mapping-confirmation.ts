import { z } from 'zod';
import type { AppParts, SignedIn } from '../app-parts.ts';
import {
  type Onboarding,
  type OnboardingItem,
  onboardingItems,
  onboardingTickSchema,
} from '../contract/onboarding.ts';

const ticksSchema = z.partialRecord(z.enum(onboardingItems), onboardingTickSchema);

type Settings = Pick<AppParts['settings'], 'value'>;

/** The onboarding list of a destination with its ticks; what is stored and cannot be read counts as not ticked. */
export function onboardingOf(settings: Settings, destinationId: string): Onboarding {
  const ticks = ticksOf(settings, destinationId);
  return onboardingItems.map((item) => ({ item, tick: ticks[item] ?? null }));
}

/**
 * Whether live messages (MSH-11 `P`) may leave for a destination: every point of the onboarding list has been ticked by a
 * named admin. Kept apart from the profile, so that nobody confirms a mapping by writing it into a file.
 */
export function mappingConfirmed(settings: Settings, destinationId: string): boolean {
  return onboardingOf(settings, destinationId).every(({ tick }) => tick !== null);
}

/** Ticks or unticks one point, with who and when, in one transaction with its audit row. */
export function tickOnboarding(
  { settings, clock }: Pick<AppParts, 'settings' | 'clock'>,
  destination: { readonly id: string; readonly profileVersion: number },
  item: OnboardingItem,
  ticked: boolean,
  who: SignedIn,
): void {
  const at = clock.nowMs();
  const { [item]: _before, ...others } = ticksOf(settings, destination.id);
  const tick = { by: who.name, accountId: who.accountId, at, profileVersion: destination.profileVersion };
  settings.setAudited(keyOf(destination.id), JSON.stringify(ticked ? { ...others, [item]: tick } : others), {
    at,
    actor: String(who.accountId),
    action: ticked ? 'mapping.tick' : 'mapping.untick',
    subject: destination.id,
    outcome: 'ok',
    detail: `item=${item} profileVersion=${destination.profileVersion}`,
  });
}

function ticksOf(settings: Settings, destinationId: string): z.infer<typeof ticksSchema> {
  const stored = settings.value(keyOf(destinationId));
  if (stored === null) return {};
  const parsed = ticksSchema.safeParse(JSON.parse(stored));
  return parsed.success ? parsed.data : {};
}

function keyOf(destinationId: string): string {
  return `onboarding.${destinationId}`;
}
