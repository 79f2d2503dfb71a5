import { diagnosisList } from '../../clinical/diagnosis-list.ts';
import { termsAsRows } from './code-row.ts';

/** Diagnoses as a code table: the profile's label goes beside the code. */
export const diagnoses = termsAsRows(null, diagnosisList);
