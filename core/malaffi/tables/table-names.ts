/** The code tables that messages use; IT may replace rows of each in a profile. */
export const codeTableNames = [
  'allergyType',
  'allergySeverity',
  'relationship',
  'maritalStatus',
  'religion',
  'nationality',
  'lens',
  'disposition',
] as const;

export type CodeTableName = (typeof codeTableNames)[number];
