import { countries } from '../../core/contract/countries.ts';
import { nationalityCode, spokenNames } from '../../core/contract/nationalities.ts';
import { indexWords, searchTokens } from '../../core/contract/search-key.ts';

/** A country as the list offers it. */
export interface Country {
  /** ISO 3166-1 alpha-3: what a student's nationality is stored as. */
  readonly code: string;
  /** In the language of the window. */
  readonly name: string;
  /** Every word that finds it: names in both languages, what its people are called, the code. */
  readonly words: readonly string[];
}

/** Every country in the order of its name in this language. */
export function countryList(language: string): readonly Country[] {
  const names = namesIn(language);
  const both = [namesIn('en'), namesIn('ar')];
  const { compare } = new Intl.Collator(language);
  return [...countries]
    .map(([code, alpha2]) => ({
      code,
      name: names.of(alpha2) ?? code,
      words: [code, ...both.map((each) => each.of(alpha2) ?? ''), ...spokenNames(code)].flatMap(indexWords),
    }))
    .toSorted((a, b) => compare(a.name, b.name));
}

/** Countries of which every typed word begins a word; those whose name begins with the typed text stand first. */
export function searchCountries(list: readonly Country[], typed: string): readonly Country[] {
  const tokens = searchTokens(typed);
  const found = list.filter(({ words }) =>
    tokens.every((token) => words.some((word) => word.startsWith(token))),
  );
  const first = ({ name }: Country) => searchTokens(name)[0]?.startsWith(tokens[0] ?? '') === true;
  return [...found.filter(first), ...found.filter((country) => !first(country))];
}

/** The country that somebody typed and did not choose: its code or a name of it in full, or the only one that it finds. */
export function readCountry(list: readonly Country[], typed: string): string | null {
  const full = searchTokens(typed).join(' ');
  if (full === '') return null;
  const found = searchCountries(list, typed);
  const named = found.filter(({ name }) => searchTokens(name).join(' ') === full);
  return nationalityCode(typed) ?? (named[0] ?? (found.length === 1 ? found[0] : undefined))?.code ?? null;
}

function namesIn(language: string): Intl.DisplayNames {
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });
}
