import type { ListedTerm } from './listed-term.ts';

/** An allergen with the kind of allergy that goes with it (HL7 table 0127). */
export interface Allergen extends ListedTerm {
  readonly kind: 'DA' | 'FA' | 'MA' | 'EA';
}

/**
 * Allergies that school clinics record most, by SNOMED CT. To be compared with the receiver's table at onboarding; what is
 * not here is recorded and sent as text.
 */
export const allergenList: readonly Allergen[] = (
  [
    ['FA', '91935009', 'Allergy to peanuts', 'حساسية من الفول السوداني'],
    ['FA', '91934008', 'Allergy to nut', 'حساسية من المكسرات'],
    ['FA', '91930004', 'Allergy to eggs', 'حساسية من البيض'],
    ['FA', '782555009', "Allergy to cow's milk protein", 'حساسية من بروتين حليب البقر'],
    ['FA', '417532002', 'Allergy to fish', 'حساسية من السمك'],
    ['FA', '300913006', 'Allergy to shellfish', 'حساسية من المحار والقشريات'],
    ['FA', '420174000', 'Allergy to wheat', 'حساسية من القمح'],
    ['FA', '91938006', 'Allergy to strawberries', 'حساسية من الفراولة'],
    ['DA', '91936005', 'Allergy to penicillin', 'حساسية من البنسلين'],
    ['DA', '294505008', 'Allergy to amoxicillin', 'حساسية من الأموكسيسيلين'],
    ['DA', '293586001', 'Allergy to aspirin', 'حساسية من الأسبرين'],
    ['EA', '232350006', 'Allergy to dust mite protein', 'حساسية من عث الغبار'],
    ['EA', '418689008', 'Allergy to grass pollen', 'حساسية من حبوب اللقاح'],
    ['EA', '232346004', 'Allergy to cat dander', 'حساسية من وبر القطط'],
    ['MA', '424213003', 'Allergy to bee venom', 'حساسية من سم النحل'],
    ['MA', '300916003', 'Allergy to latex', 'حساسية من اللاتكس'],
  ] as const
).map(([kind, code, english, arabic]) => ({ kind, code, english, arabic }));
