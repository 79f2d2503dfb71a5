import { conditionList } from '../../clinical/condition-list.ts';
import { termsAsRows } from './code-row.ts';

/** Chronic conditions as a code table: SNOMED CT on the wire. */
export const conditions = termsAsRows('SCT', conditionList);
