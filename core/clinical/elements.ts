/** Where an element of the list goes: an HL7 interface, or nowhere. */
export type ElementInterface = 'ADT' | 'ORU-VITALS' | 'ORU-DIAGNOSTICS' | 'PPR' | 'local';

export interface SchoolElement {
  readonly number: number;
  readonly name: string;
  readonly interface: ElementInterface;
  /**
   * Where it is recorded here: a path of the school, the student, the assessment, or `computed:` and the rule's file.
   */
  readonly source: string;
  /** Where it stands in a message; null for what stays in the clinic. */
  readonly place: string | null;
}

/**
 * The school-clinic data elements of the Department of Health, all 32, with where each is recorded and sent. The list is
 * restated in docs/hl7.md.
 */
export const schoolElements: readonly SchoolElement[] = (
  [
    [1, 'School region', 'local', 'school.region', null],
    [2, 'School name', 'local', 'school.name', null],
    [3, 'Grade', 'local', 'student.grade', null],
    [4, 'Student number', 'ADT', 'student.studentNumber', 'PID-3'],
    [5, 'Emirates ID', 'ADT', 'student.emiratesId', 'PID-19'],
    [6, 'Registration date', 'local', 'student.registrationDate', null],
    [7, 'Date of birth', 'ADT', 'student.dateOfBirth', 'PID-7'],
    [8, 'Age at visit', 'ADT', 'computed:age', 'PID-7 and PV1-44'],
    [9, 'Gender', 'ADT', 'student.sex', 'PID-8'],
    [10, 'Nationality', 'ADT', 'student.nationality', 'PID-28'],
    [11, 'General consent signed', 'local', 'record.consentSigned', null],
    [12, 'Height', 'ORU-VITALS', 'measurements.heightCm', 'OBX 8302-2'],
    [13, 'Waist', 'ORU-VITALS', 'measurements.waistCm', 'OBX 8280-0'],
    [14, 'Breakfast this morning', 'local', 'record.breakfast', null],
    [15, 'Weight', 'ORU-VITALS', 'measurements.weightKg', 'OBX 29463-7'],
    [16, 'BMI', 'ORU-VITALS', 'computed:bmi', 'OBX 39156-5'],
    [17, 'BMI z-score', 'local', 'record.bmiZScore', null],
    [18, 'Interpretation of the z-score', 'local', 'computed:bmi-class', null],
    [19, 'Systolic pressure', 'ORU-VITALS', 'measurements.systolicMmHg', 'OBX 8480-6'],
    [20, 'Diastolic pressure', 'ORU-VITALS', 'measurements.diastolicMmHg', 'OBX 8462-4'],
    [21, 'Interpretation of the pressure', 'local', 'computed:blood-pressure', 'OBX-8'],
    [22, 'Colour blindness', 'ORU-DIAGNOSTICS', 'vision.colour', 'OBX 46673-0'],
    [23, 'Vision testing performed', 'local', 'vision.performed', null],
    [24, 'Corrective lenses', 'ORU-DIAGNOSTICS', 'vision.lens', 'OBX CORRECTIVE_LENS'],
    [25, 'Right eye', 'ORU-DIAGNOSTICS', 'vision.right', 'OBX 98499-7'],
    [26, 'Left eye', 'ORU-DIAGNOSTICS', 'vision.left', 'OBX 98498-9'],
    [27, 'Right eye with lenses', 'ORU-DIAGNOSTICS', 'vision.rightCorrected', 'OBX 65893-0'],
    [28, 'Left eye with lenses', 'ORU-DIAGNOSTICS', 'vision.leftCorrected', 'OBX 65897-1'],
    [29, 'Result of the vision screening', 'local', 'computed:vision', 'OBX-8'],
    [30, 'Referral', 'local', 'record.referral.referred', null],
    [31, 'Referred to', 'local', 'record.referral.to', null],
    [32, 'Chronic disease', 'PPR', 'record.conditions', 'PRB-3'],
  ] as const
).map(([number, name, over, source, place]) => ({ number, name, interface: over, source, place }));
