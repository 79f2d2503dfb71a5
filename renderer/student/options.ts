import { useTranslation } from 'react-i18next';

const codes = {
  sex: ['M', 'F'],
  noCardReason: ['nationalWithoutCard', 'residentWithoutCard', 'neitherNationalNorResident', 'unknownStatus'],
  kind: ['FA', 'DA', 'EA', 'MA'],
  severity: ['SV', 'MO', 'MI', 'U'],
  guardianRelation: ['FTH', 'MTH', 'GRD', 'GRP', 'SIB', 'SPO', 'OTH', 'UNK'],
  religion: ['MU', 'CHR', 'HIN', 'BUD', 'JH', 'OTH', 'VAR'],
  maritalStatus: ['S', 'M', 'D', 'W', 'A', 'P', 'U', 'NA'],
} as const;

/** The choices of a coded field in the window's language. */
export function useOptions(): (
  field: keyof typeof codes,
) => readonly { readonly value: string; readonly label: string }[] {
  const { t } = useTranslation('student');
  return (field) => codes[field].map((value) => ({ value, label: t(`options.${field}.${value}`) }));
}
