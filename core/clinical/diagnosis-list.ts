import type { ListedTerm } from './listed-term.ts';

/** Diagnoses of school visits by ICD-10-CM; to be compared with the DoH's licensed list at onboarding. */
export const diagnosisList: readonly ListedTerm[] = (
  [
    [
      'Z00.129',
      'Routine child examination without abnormal findings',
      'فحص دوري للطفل بدون نتائج غير طبيعية',
    ],
    ['Z00.121', 'Routine child examination with abnormal findings', 'فحص دوري للطفل مع نتائج غير طبيعية'],
    ['Z02.0', 'Examination for admission to school', 'فحص القبول في المدرسة'],
    ['Z23', 'Immunisation', 'تطعيم'],
    ['R50.9', 'Fever', 'حمى'],
    ['R51.9', 'Headache', 'صداع'],
    ['R10.9', 'Abdominal pain', 'ألم في البطن'],
    ['R11.10', 'Vomiting', 'قيء'],
    ['J06.9', 'Upper respiratory infection', 'عدوى الجهاز التنفسي العلوي'],
    ['J02.9', 'Pharyngitis', 'التهاب البلعوم'],
    ['H10.9', 'Conjunctivitis', 'التهاب الملتحمة'],
    ['J45.909', 'Asthma, uncomplicated', 'ربو غير مصحوب بمضاعفات'],
    ['J45.901', 'Asthma with exacerbation', 'نوبة ربو'],
    ['L50.9', 'Urticaria', 'شرى'],
    ['T78.40XA', 'Allergy', 'حساسية'],
    ['R04.0', 'Nosebleed', 'رعاف'],
    ['S09.90XA', 'Injury of head', 'إصابة في الرأس'],
    ['T14.90XA', 'Injury', 'إصابة'],
    ['N94.6', 'Dysmenorrhoea', 'عسر الطمث'],
    ['B85.0', 'Head lice', 'قمل الرأس'],
    ['H52.7', 'Disorder of refraction', 'خطأ انكساري'],
    ['H53.50', 'Colour vision deficiency', 'قصور رؤية الألوان'],
    ['M41.9', 'Scoliosis', 'جنف'],
    ['K02.9', 'Dental caries', 'تسوس الأسنان'],
    ['E66.9', 'Obesity', 'سمنة'],
    ['R63.6', 'Underweight', 'نقص الوزن'],
    ['E10.9', 'Type 1 diabetes', 'السكري من النوع الأول'],
    ['G40.909', 'Epilepsy', 'صرع'],
    ['D57.1', 'Sickle-cell disease', 'فقر الدم المنجلي'],
    ['D56.1', 'Beta thalassaemia', 'بيتا ثلاسيميا'],
    ['D55.0', 'G6PD deficiency', 'أنيميا الفول'],
  ] as const
).map(([code, english, arabic]) => ({ code, english, arabic }));
