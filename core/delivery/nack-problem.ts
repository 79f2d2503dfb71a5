import type { ProblemCode } from '../contract/message.ts';

/** PID-3 and PID-19 carry the identity of the student (hl7.md 1.2): a nurse corrects those on the student's page. */
const identityField = /^PID-(3|19)(\.|$)/;

/** The problem of an ERR code at its place: 101 and 102 on an identifier are about the Emirates ID. */
export function problemAt(problem: ProblemCode | null, location: string | null): ProblemCode | null {
  const content = problem === 'NACK_REQUIRED' || problem === 'NACK_FORMAT';
  return content && location !== null && identityField.test(location) ? 'NACK_ID' : problem;
}
