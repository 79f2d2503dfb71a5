import { describe, expect, it } from 'vitest';
import { countryList, readCountry, searchCountries } from './country-names.ts';

const english = countryList('en');
const arabic = countryList('ar');
const found = (list: typeof english, typed: string) => searchCountries(list, typed).map(({ code }) => code);

describe('the list of countries', () => {
  it('has a name for every country in both languages, in the order of that language', () => {
    expect(english).toHaveLength(249);
    expect(english.filter(({ name }) => /^[A-Z]{2,3}$/.test(name))).toEqual([]);
    expect(arabic.filter(({ name }) => !/\p{Script=Arabic}/u.test(name))).toEqual([]);
    expect(english[0]?.name).toBe('Afghanistan');
    expect(arabic.findIndex(({ code }) => code === 'YEM')).toBeGreaterThan(
      arabic.findIndex(({ code }) => code === 'BHR'),
    );
  });

  it('is found in either language, whatever the forms of alef, by its people and by code', () => {
    expect(found(english, 'unit ar')).toEqual(['ARE']);
    expect(found(english, 'امارات')).toEqual(['ARE']);
    expect(found(arabic, 'emirati')).toEqual(['ARE']);
    expect(found(arabic, 'jordan')).toEqual(['JOR']);
    expect(found(english, 'هند')).toContain('IND');
    expect(found(english, 'phl')).toEqual(['PHL']);
    expect(found(english, 'nowhere')).toEqual([]);
  });

  it('puts first what begins with the typed word', () => {
    expect(found(english, 'guinea')[0]).toBe('GIN');
  });
});

it('reads what was typed in full and not chosen, and nothing that could be several', () => {
  expect(readCountry(english, 'egypt')).toBe('EGY');
  expect(readCountry(english, 'ind')).toBe('IND');
  expect(readCountry(english, 'الأردن')).toBe('JOR');
  expect(readCountry(english, 'Guinea')).toBe('GIN');
  expect(readCountry(english, 'united')).toBeNull();
  expect(readCountry(english, 'xyz')).toBeNull();
  expect(readCountry(english, ' ')).toBeNull();
});
