import type { ListedTerm } from './listed-term.ts';

/**
 * Chronic conditions (element 32) that a school clinic meets, by SNOMED CT. To be compared with the receiver's table at
 * onboarding; what is not here is recorded and sent as text.
 */
export const conditionList: readonly ListedTerm[] = (
  [
    ['195967001', 'Asthma', 'الربو'],
    ['46635009', 'Diabetes mellitus type 1', 'السكري من النوع الأول'],
    ['44054006', 'Diabetes mellitus type 2', 'السكري من النوع الثاني'],
    ['84757009', 'Epilepsy', 'الصرع'],
    ['62403005', 'Glucose-6-phosphate dehydrogenase deficiency anemia', 'أنيميا الفول'],
    ['417357006', 'Sickling disorder due to hemoglobin S', 'فقر الدم المنجلي'],
    ['40108008', 'Thalassemia', 'الثلاسيميا'],
    ['13213009', 'Congenital heart disease', 'مرض القلب الخلقي'],
    ['609328004', 'Allergic disposition', 'استعداد للحساسية'],
    ['406506008', 'Attention deficit hyperactivity disorder', 'اضطراب فرط الحركة وتشتت الانتباه'],
    ['396331005', 'Celiac disease', 'الداء البطني'],
  ] as const
).map(([code, english, arabic]) => ({ code, english, arabic }));
