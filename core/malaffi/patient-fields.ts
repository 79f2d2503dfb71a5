/**
 * Fields that may be shown to anybody who may see the queue: who sent what kind of message when, and which test it is. All
 * others of our segments hold a patient's details, or may, and so does every field that is not in our dictionary. A list of
 * what is open, because a forgotten field is then hidden and not shown.
 */
const open: Readonly<Record<string, readonly number[] | 'all'>> = {
  MSH: 'all',
  EVN: 'all',
  PID: [1],
  NK1: [1],
  PV1: [1, 2, 3, 7, 19, 44, 45],
  AL1: [1],
  ORC: [1, 2, 3, 5, 9, 12],
  OBR: [1, 2, 3, 4, 7, 16, 22, 25],
  OBX: [1, 2, 3, 6, 7, 11, 14, 16],
  DG1: [1, 5, 6, 15, 16],
  PRB: [1, 2, 4],
  NTE: [1, 2],
};

/** Whether a field may hold a patient's details (PID, NK1, NTE-3, OBX-5 and their like). */
export function holdsPatient(segment: string, field: number): boolean {
  const allowed = open[segment];
  return allowed !== 'all' && !allowed?.includes(field);
}
