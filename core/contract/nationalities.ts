import { countries } from './countries.ts';
import { searchTokens } from './search-key.ts';

/** How school offices in the Emirates write the nationalities they meet most, in English and Arabic. */
const spoken: Readonly<Record<string, readonly string[]>> = {
  ARE: [
    'UAE',
    'Emirati',
    'United Arab Emirates',
    'الإمارات',
    'إماراتي',
    'إماراتية',
    'الإمارات العربية المتحدة',
  ],
  BHR: ['Bahraini', 'Bahrain', 'بحريني', 'بحرينية', 'البحرين'],
  BGD: ['Bangladeshi', 'Bangladesh', 'بنغلاديش', 'بنغلاديشي'],
  CAN: ['Canadian', 'Canada', 'كندا', 'كندي', 'كندية'],
  COM: ['Comoros', 'Comorian', 'جزر القمر', 'قمري'],
  EGY: ['Egyptian', 'Egypt', 'مصر', 'مصري', 'مصرية'],
  ETH: ['Ethiopian', 'Ethiopia', 'إثيوبيا', 'إثيوبي'],
  FRA: ['French', 'France', 'فرنسا', 'فرنسي'],
  DEU: ['German', 'Germany', 'ألمانيا', 'ألماني'],
  GBR: ['British', 'UK', 'United Kingdom', 'بريطانيا', 'بريطاني', 'بريطانية'],
  IND: ['Indian', 'India', 'الهند', 'هندي', 'هندية'],
  IRN: ['Iranian', 'Iran', 'إيران', 'إيراني', 'إيرانية'],
  IRQ: ['Iraqi', 'Iraq', 'العراق', 'عراقي', 'عراقية'],
  JOR: ['Jordanian', 'Jordan', 'الأردن', 'أردني', 'أردنية'],
  KEN: ['Kenyan', 'Kenya', 'كينيا', 'كيني'],
  KWT: ['Kuwaiti', 'Kuwait', 'الكويت', 'كويتي', 'كويتية'],
  LBN: ['Lebanese', 'Lebanon', 'لبنان', 'لبناني', 'لبنانية'],
  LBY: ['Libyan', 'Libya', 'ليبيا', 'ليبي'],
  MAR: ['Moroccan', 'Morocco', 'المغرب', 'مغربي', 'مغربية'],
  MRT: ['Mauritanian', 'Mauritania', 'موريتانيا', 'موريتاني'],
  NGA: ['Nigerian', 'Nigeria', 'نيجيريا', 'نيجيري'],
  NPL: ['Nepalese', 'Nepali', 'Nepal', 'نيبال', 'نيبالي'],
  OMN: ['Omani', 'Oman', 'عمان', 'عماني', 'عمانية'],
  PAK: ['Pakistani', 'Pakistan', 'باكستان', 'باكستاني', 'باكستانية'],
  PHL: ['Filipino', 'Filipina', 'Philippines', 'الفلبين', 'فلبيني', 'فلبينية'],
  PSE: ['Palestinian', 'Palestine', 'فلسطين', 'فلسطيني', 'فلسطينية'],
  QAT: ['Qatari', 'Qatar', 'قطر', 'قطري', 'قطرية'],
  RUS: ['Russian', 'Russia', 'روسيا', 'روسي'],
  SAU: ['Saudi', 'Saudi Arabia', 'السعودية', 'سعودي', 'المملكة العربية السعودية'],
  SDN: ['Sudanese', 'Sudan', 'السودان', 'سوداني', 'سودانية'],
  SOM: ['Somali', 'Somalia', 'الصومال', 'صومالي'],
  LKA: ['Sri Lankan', 'Sri Lanka', 'سريلانكا', 'سريلانكي'],
  SYR: ['Syrian', 'Syria', 'سوريا', 'سوري', 'سورية'],
  TUN: ['Tunisian', 'Tunisia', 'تونس', 'تونسي', 'تونسية'],
  TUR: ['Turkish', 'Turkey', 'تركيا', 'تركي'],
  USA: ['American', 'United States', 'US', 'أمريكا', 'أمريكي', 'أمريكية', 'الولايات المتحدة'],
  YEM: ['Yemeni', 'Yemen', 'اليمن', 'يمني', 'يمنية'],
  ZAF: ['South African', 'South Africa', 'جنوب أفريقيا'],
};

const bySpoken = new Map(
  Object.entries(spoken).flatMap(([code, names]) => names.map((name) => [normalised(name), code] as const)),
);

/** The ISO alpha-3 code of a nationality as a roster or a person writes it: a code, a country or a people; null when unknown. */
export function nationalityCode(text: string): string | null {
  const upper = text.trim().toUpperCase();
  return countries.has(upper) ? upper : (bySpoken.get(normalised(text)) ?? null);
}

/** What else a country and its people are called, beside the names that `Intl` knows. */
export function spokenNames(code: string): readonly string[] {
  return spoken[code] ?? [];
}

function normalised(text: string): string {
  return searchTokens(text).join(' ');
}
