import { expect, it } from 'vitest';
import { catalogs } from '../contract/locales/catalogs.ts';
import { dictionary } from './dictionary.ts';

it('has a name in words for every segment and every field that we send', () => {
  const { segments, fields } = catalogs.en.hl7;
  const sent = Object.entries(dictionary).flatMap(([segment, rules]) =>
    Object.keys(rules).map((field) => `${segment}-${field}`),
  );

  expect(Object.keys(dictionary).filter((segment) => !Object.hasOwn(segments, segment))).toEqual([]);
  expect(sent.filter((place) => !Object.hasOwn(fields, place))).toEqual([]);
  expect(sent.length).toBeGreaterThan(80);
});
