import type { Acuity, Lens } from './acuity.ts';

/** What the rules look at: the parts of an assessment where one answer asks for another. */
export interface AnswersTogether {
  readonly vision: {
    readonly performed?: boolean | undefined;
    readonly notPerformedReason?: string | undefined;
    readonly lens?: Lens | undefined;
    readonly lensOther?: string | undefined;
    readonly right?: Acuity | undefined;
    readonly left?: Acuity | undefined;
    readonly rightCorrected?: Acuity | undefined;
    readonly leftCorrected?: Acuity | undefined;
  };
  readonly referral?: { readonly referred: boolean; readonly to?: string | undefined } | undefined;
}

/** A rule that is broken: the path in the assessment and the code of its sentence. */
export interface BrokenRule {
  readonly path: readonly string[];
  readonly rule: string;
}

/**
 * Answers that the element list requires together (elements 23, 24, 27, 28, 30, 31): a reason why vision was not tested,
 * a word for "Other" lenses, no acuity with lenses that are not worn, and where a referral goes.
 */
export function requiredTogether({ vision, referral }: AnswersTogether): readonly BrokenRule[] {
  const broken: BrokenRule[] = [];
  const add = (path: readonly string[], rule: string) => broken.push({ path, rule });
  const tested = [vision.right, vision.left, vision.rightCorrected, vision.leftCorrected].some(
    (acuity) => acuity !== undefined,
  );
  if (vision.performed === false && isBlank(vision.notPerformedReason)) {
    add(['vision', 'notPerformedReason'], 'reasonNeeded');
  }
  if (vision.performed === false && tested) add(['vision', 'performed'], 'testedAfterAll');
  if (vision.lens === 'other' && isBlank(vision.lensOther)) add(['vision', 'lensOther'], 'reasonNeeded');
  if (vision.lens === 'none' && (vision.rightCorrected ?? vision.leftCorrected) !== undefined) {
    add(['vision', 'lens'], 'lensNeeded');
  }
  if (referral?.referred && isBlank(referral.to)) add(['record', 'referral', 'to'], 'referredToNeeded');
  return broken;
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}
