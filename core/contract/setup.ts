import { z } from 'zod';

/** The steps of the first start that come after language and administrator, in order. */
export const setupSteps = ['school', 'connection', 'students', 'people', 'finish'] as const;

export type SetupStep = (typeof setupSteps)[number];

/** Without these no message can be built: what is saved meanwhile waits. */
export const setupNeeds = ['schoolLicence', 'clinicianLicence', 'students'] as const;

export type SetupNeed = (typeof setupNeeds)[number];

/** Where the person left off, kept so that it can be resumed after any restart. */
export const setupProgressSchema = z.strictObject({
  step: z.enum(setupSteps),
  finished: z.boolean(),
});

export type SetupProgress = z.infer<typeof setupProgressSchema>;

export const setupViewSchema = setupProgressSchema.extend({
  missing: z.array(z.enum(setupNeeds)),
  /** True where no destination sends live messages, so that a trial assessment does no harm. */
  trialAllowed: z.boolean(),
});

export type SetupView = z.infer<typeof setupViewSchema>;
