import type { ConditionChange } from './record-lists.ts';

/** A change of a condition as an assessment recorded it. */
export interface RecordedChange {
  readonly change: ConditionChange;
  readonly instanceId?: string | undefined;
  readonly code?: string | undefined;
  readonly text: string;
  readonly onset?: string | undefined;
}

/** A condition that the student has, with the number that every later change of it names. */
export interface StandingCondition extends Omit<RecordedChange, 'change' | 'instanceId'> {
  readonly instanceId: string;
}

/** A visit as far as conditions go. Leave out those that were entered in error. */
export interface ConditionVisit {
  readonly visitNumber: string;
  readonly conditions: readonly RecordedChange[];
}

/** The number that a condition added in a visit keeps for good: PRB-4 in every later PC2 and PC3. */
export function conditionNumber(visitNumber: string, index: number): string {
  return `${visitNumber}-P${index + 1}`;
}

/**
 * The chronic conditions that a student has, from the visits that recorded them, oldest first: what was added, as it was
 * last changed, without what was withdrawn. In the order in which they were added.
 */
export function standingConditions(visits: readonly ConditionVisit[]): readonly StandingCondition[] {
  const standing = new Map<string, StandingCondition>();
  for (const { visitNumber, conditions } of visits) {
    for (const [index, condition] of conditions.entries()) {
      const { change, instanceId = conditionNumber(visitNumber, index), ...about } = condition;
      if (change === 'withdrawn') standing.delete(instanceId);
      else if (change === 'added' || standing.has(instanceId))
        standing.set(instanceId, { ...about, instanceId });
    }
  }
  return [...standing.values()];
}
