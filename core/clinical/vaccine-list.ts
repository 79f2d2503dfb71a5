import type { ListedTerm } from './listed-term.ts';

/** Vaccines of the school programme by CVX (CDC). Kept in the clinic: VXU is not on the element list. */
export const vaccineList: readonly ListedTerm[] = (
  [
    ['20', 'DTaP', 'الدفتيريا والكزاز والسعال الديكي (DTaP)'],
    ['115', 'Tdap', 'الدفتيريا والكزاز والسعال الديكي (Tdap)'],
    ['10', 'IPV', 'شلل الأطفال (IPV)'],
    ['130', 'DTaP-IPV', 'الرباعي DTaP-IPV'],
    ['03', 'MMR', 'الحصبة والنكاف والحصبة الألمانية'],
    ['21', 'Varicella', 'الجديري المائي'],
    ['08', 'Hepatitis B', 'التهاب الكبد ب'],
    ['83', 'Hepatitis A', 'التهاب الكبد أ'],
    ['114', 'MenACWY (D)', 'المكورات السحائية ACWY (D)'],
    ['136', 'MenACWY (CRM)', 'المكورات السحائية ACWY (CRM)'],
    ['62', 'HPV4', 'فيروس الورم الحليمي الرباعي'],
    ['165', 'HPV9', 'فيروس الورم الحليمي التساعي'],
    ['150', 'Influenza', 'الإنفلونزا'],
  ] as const
).map(([code, english, arabic]) => ({ code, english, arabic }));
