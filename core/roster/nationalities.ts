import { searchTokens } from '../students/search-key.ts';

/** Every ISO 3166-1 alpha-3 code, as rosters and PID-28 write nationality. */
const codes =
  'ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE';

const known = new Set(codes.split(' '));

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

/** The ISO alpha-3 code of a nationality as a roster writes it: a code, a country or a people; null when unknown. */
export function nationalityCode(text: string): string | null {
  const upper = text.trim().toUpperCase();
  return known.has(upper) ? upper : (bySpoken.get(normalised(text)) ?? null);
}

function normalised(text: string): string {
  return searchTokens(text).join(' ');
}
