/** The sections of a comprehensive screening (ADPHC school screening programme), in the order of the paper form. */
export const screeningSections = [
  'medicalHistory',
  'physicalExamination',
  'scoliosis',
  'hearing',
  'dental',
  'bloodTest',
  'depression',
  'smoking',
  'healthEducation',
  'immunisationReview',
] as const;

export type ScreeningSection = (typeof screeningSections)[number];

/** What the physical examination looks at. */
export const bodySystems = [
  'general',
  'skin',
  'headAndNeck',
  'eyes',
  'earsNoseThroat',
  'chest',
  'heart',
  'abdomen',
  'limbsAndSpine',
  'nervousSystem',
] as const;

export type BodySystem = (typeof bodySystems)[number];

export const findingResults = ['normal', 'abnormal'] as const;

export type FindingResult = (typeof findingResults)[number];

export const dentalResults = ['healthy', 'needsCare', 'urgentCare'] as const;

export type DentalResult = (typeof dentalResults)[number];

/** Asked from 10 years on. */
export const smokingAnswers = ['never', 'former', 'current', 'declined'] as const;

export type SmokingAnswer = (typeof smokingAnswers)[number];

export const educationTopics = [
  'nutrition',
  'physicalActivity',
  'dentalCare',
  'hygiene',
  'eyeCare',
  'sleepAndScreens',
  'puberty',
  'tobacco',
  'mentalHealth',
  'safety',
] as const;

export type EducationTopic = (typeof educationTopics)[number];

/** What the vaccination card says against the schedule. */
export const immunisationStatuses = ['upToDate', 'incomplete', 'cardMissing', 'declined'] as const;

export type ImmunisationStatus = (typeof immunisationStatuses)[number];

/** Where on the body a vaccine was given. */
export const vaccineSites = ['leftArm', 'rightArm', 'leftThigh', 'rightThigh', 'oral', 'nasal'] as const;

export type VaccineSite = (typeof vaccineSites)[number];
