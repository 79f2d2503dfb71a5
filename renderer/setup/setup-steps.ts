import { type SetupStep, setupSteps } from '../../core/contract/setup.ts';

/** Language and administrator come first, on the page of the first start. */
const stepsBefore = 2;

export const stepsInAll = stepsBefore + setupSteps.length;

/** The number of a step as people count. */
export function stepNumber(step: SetupStep): number {
  return stepsBefore + setupSteps.indexOf(step) + 1;
}
