import { type Message, segmentsOf, textOf } from '../hl7/message.ts';
import type { Fault } from './fault.ts';
import { diagnosticCodes } from './oru-diagnostics.ts';
import type { Profile } from './profile.ts';
import { vitalCodes } from './vitals.ts';

/**
 * From a place in a message to the field that a person can change: a path into the student, the assessment, the school, the
 * clinician or the profile. The most exact place wins (`PID-5.2` before `PID-5`).
 */
const paths: Readonly<Record<string, string>> = {
  'MSH-3': 'profile.msh3',
  'MSH-4': 'profile.msh4',
  'MSH-5': 'profile.msh5',
  'MSH-6': 'profile.msh6',
  'MSH-9': 'profile.msh9Components',
  'MSH-10': 'profile.controlIdMax',
  'MSH-11': 'profile.processingId',
  'MSH-12': 'profile.messageVersion',
  'MSH-18': 'profile.msh18',
  'EVN-2': 'visitStartedAt',
  'PID-3': 'student.studentNumber',
  'PID-3.4': 'profile.systemCode',
  'PID-5': 'student.familyName',
  'PID-5.2': 'student.givenName',
  'PID-5.3': 'student.middleName',
  'PID-5.7': 'profile.nameTypeCode',
  'PID-7': 'student.dateOfBirth',
  'PID-8': 'student.sex',
  'PID-11': 'student.address',
  'PID-11.3': 'student.city',
  'PID-11.4': 'profile.addressState',
  'PID-11.6': 'profile.addressCountry',
  'PID-13': 'student.homePhone',
  'PID-13.3': 'profile.phoneTypeCodes',
  'PID-14': 'student.mobilePhone',
  'PID-14.3': 'profile.phoneTypeCodes',
  'PID-16': 'student.maritalStatus',
  'PID-17': 'student.religion',
  'PID-19': 'student.emiratesId',
  'PID-26': 'student.nationality',
  'PID-28': 'student.nationality',
  'NK1-2': 'student.guardianName',
  'NK1-3': 'student.guardianRelation',
  'NK1-5': 'student.guardianPhone',
  'PV1-3': 'profile.pointOfCare',
  'PV1-3.4': 'school.facilityLicence',
  'PV1-7': 'clinician.licence',
  'PV1-7.2': 'clinician.familyName',
  'PV1-7.3': 'clinician.givenName',
  'PV1-7.9': 'profile.systemCode',
  'PV1-19': 'visitNumber',
  'PV1-19.4': 'profile.systemCode',
  'PV1-36': 'record.disposition',
  'PV1-44': 'visitStartedAt',
  'PV1-45': 'record.visitEndedAt',
  'AL1-1': 'student.allergies',
  'AL1-2': 'student.allergies',
  'AL1-3': 'student.allergies',
  'AL1-4': 'student.allergies',
  'AL1-5': 'student.allergies',
  'AL1-6': 'student.allergies',
  'ORC-2': 'profile.orderNumberMax',
  'ORC-3': 'profile.orderNumberMax',
  'ORC-9': 'measuredAt',
  'ORC-12': 'clinician.licence',
  'ORC-12.2': 'clinician.familyName',
  'ORC-12.3': 'clinician.givenName',
  'OBR-2': 'profile.orderNumberMax',
  'OBR-3': 'profile.orderNumberMax',
  'OBR-7': 'measuredAt',
  'OBR-16': 'clinician.licence',
  'OBX-14': 'measuredAt',
  'OBX-16': 'clinician.licence',
  'DG1-3': 'record.diagnoses',
  'DG1-3.3': 'profile.diagnosisLabel',
  'DG1-5': 'measuredAt',
  'DG1-16': 'clinician.licence',
  'PRB-3': 'record.conditions',
  'PRB-4': 'record.conditions',
  'PRB-16': 'record.conditions',
  'MRG-1': 'student.studentNumber',
  'NTE-3': 'notes',
};

/** Labels of coded fields come from the profile, whichever field they stand in. */
const labelled = /^(?:PID-(?:16|17|26|28)|NK1-3|AL1-[24])\.3$/;

/** The path of a fault in our own message; null when no field of a person's causes it. */
export function pathOfFault(fault: Fault, message: Message, profile: Profile): string | null {
  if (fault.rule === 'tooLarge') return 'profile.maxMessageBytes';
  if (fault.segment === 'OBX' && (fault.field === 5 || fault.field === 3)) {
    return pathOfResult(textOf(segmentsOf(message, 'OBX')[fault.sequence - 1], 3));
  }
  const path = pathOfPlace(fault.segment, fault.field, fault.component);
  const arabicAt = profile.arabicName === 'primary' ? 1 : 2;
  const arabic = fault.segment === 'PID' && fault.field === 5 && fault.repetition === arabicAt;
  return arabic && path?.startsWith('student.') && hasTwoNames(message) ? `${path}Arabic` : path;
}

/** The path of a place that a receiver named (`PID-3.1`, `PV1-7`); null for places that nobody here fills in. */
export function pathOfPlace(segment: string, field: number, component = 0): string | null {
  const place = `${segment}-${field}`;
  if (labelled.test(`${place}.${component}`)) return 'profile.tableLabel';
  return paths[`${place}.${component}`] ?? paths[place] ?? null;
}

/** The field of the form that a result comes from, by its code; null for one that no field makes. */
export function pathOfResult(code: string): string | null {
  const vital = vitalCodes.find((each) => each.code === code);
  if (!vital) {
    const diagnostic = diagnosticCodes.find((each) => each.code === code);
    return diagnostic ? `vision.${diagnostic.key === 'lens' ? 'lensOther' : diagnostic.key}` : null;
  }
  // BMI is computed: the weight is the likelier slip.
  return `measurements.${vital.key === 'bmi' ? 'weightKg' : vital.key}`;
}

function hasTwoNames(message: Message): boolean {
  const pid = segmentsOf(message, 'PID')[0];
  return (pid?.fields[4]?.length ?? 0) > 1;
}
