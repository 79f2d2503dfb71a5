import { z } from 'zod';

/**
 * What only the receiver can answer, point by point: the list that a named admin ticks before live messages may leave. The
 * words of each point are in the catalog `profiles:onboarding.<item>`; source: docs/hl7.md, "To ask at onboarding".
 */
export const onboardingItems = [
  'addresses',
  'systemCode',
  'events',
  'requiredFields',
  'resultCodes',
  'nurseLicence',
  'identity',
  'messageHeader',
  'acknowledgement',
  'duplicates',
  'ordering',
  'corrections',
  'testSystem',
] as const;

export type OnboardingItem = (typeof onboardingItems)[number];

/** Who confirmed a point, when, and for which version of the profile. */
export const onboardingTickSchema = z.object({
  by: z.string(),
  accountId: z.number().int(),
  at: z.number().int(),
  profileVersion: z.number().int(),
});

export type OnboardingTick = z.infer<typeof onboardingTickSchema>;

export const onboardingSchema = z.array(
  z.object({ item: z.enum(onboardingItems), tick: onboardingTickSchema.nullable() }),
);

export type Onboarding = z.infer<typeof onboardingSchema>;
