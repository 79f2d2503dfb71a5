import { describe, expect, it } from 'vitest';
import { auditActions } from './audit.ts';
import { alertCodes } from './health.ts';
import { catalogs } from './locales/catalogs.ts';
import { problemCodes } from './message.ts';
import { errorCodes } from './result.ts';

const namespaces = Object.keys(catalogs.en) as (keyof typeof catalogs.en)[];
const arabicForms = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** Every text of a catalog by its path. */
function texts(tree: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof tree === 'string') return new Map([[path, tree]]);
  const entries = Object.entries(tree as object);
  return new Map(entries.flatMap(([key, value]) => [...texts(value, path === '' ? key : `${path}.${key}`)]));
}

const form = /_(zero|one|two|few|many|other)$/;

/** Keys that a number decides, without their form. */
function countedKeys(keys: Iterable<string>): ReadonlySet<string> {
  return new Set([...keys].filter((key) => key.endsWith('_other')).map((key) => key.replace(form, '')));
}

function plainKeys(keys: Iterable<string>): readonly string[] {
  return [...keys].filter((key) => !form.test(key)).toSorted();
}

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\{\s*([\w.]+)/g)].map(([, name = '']) => name).toSorted();
}

describe.each(namespaces)('the words of %s', (namespace) => {
  const en = texts(catalogs.en[namespace]);
  const ar = texts(catalogs.ar[namespace]);

  it('are the same keys in both languages', () => {
    expect(plainKeys(ar.keys())).toEqual(plainKeys(en.keys()));
    expect([...countedKeys(ar.keys())].toSorted()).toEqual([...countedKeys(en.keys())].toSorted());
  });

  it('have all six forms in Arabic and two in English where a number decides', () => {
    for (const key of countedKeys(en.keys())) {
      expect([...en.keys()]).toEqual(expect.arrayContaining([`${key}_one`, `${key}_other`]));
      expect([...ar.keys()]).toEqual(expect.arrayContaining(arabicForms.map((each) => `${key}_${each}`)));
    }
  });

  it('name the same values in both languages', () => {
    for (const key of plainKeys(en.keys())) {
      expect({ key, values: placeholders(ar.get(key) ?? '') }).toEqual({
        key,
        values: placeholders(en.get(key) ?? ''),
      });
    }
  });

  it('are never empty, but for a problem without a button', () => {
    const empty = [...en, ...ar].filter(([key, text]) => text.trim() === '' && !key.endsWith('.button'));

    expect(empty).toEqual([]);
  });

  it('are Arabic in Arabic', () => {
    const latinOnly = /^[\p{Script=Latin}\p{N}\p{P}\p{S}\s]+$/u;
    const untranslated = [...ar].filter(
      ([key, text]) =>
        latinOnly.test(text.replace(/\{\{.*?\}\}/g, '')) && text === en.get(key) && text.length > 20,
    );

    expect(untranslated.filter(([, text]) => /[a-z]{4,} [a-z]{3,}/.test(text))).toEqual([]);
  });
});

describe('every code has words', () => {
  it.each(['en', 'ar'] as const)(
    'every problem in %s has title, sentence, who acts and a button or none',
    (language) => {
      const problems = texts(catalogs[language].problems);

      for (const code of problemCodes) {
        expect(problems.get(`${code}.title`), code).toBeTruthy();
        expect(problems.get(`${code}.sentence`), code).toBeTruthy();
        expect(problems.get(`${code}.button`), code).toBeDefined();
        expect(problems.get(`who.${problems.get(`${code}.who`)}`), code).toBeTruthy();
        // A sentence that names a field must have one for a receiver that named none.
        if (/\{\{field\}\}/.test(problems.get(`${code}.sentence`) ?? '')) {
          expect(problems.get(`${code}.sentenceWithoutField`), code).toBeTruthy();
        }
      }
    },
  );

  it.each(['en', 'ar'] as const)('every error of main in %s', (language) => {
    const errors: Readonly<Record<string, string>> = catalogs[language].common.errors;

    expect(Object.keys(errors).toSorted()).toEqual([...errorCodes].toSorted());
  });

  it.each(['en', 'ar'] as const)('every alert in %s has a title and says what to do', (language) => {
    const common = texts(catalogs[language].common);

    for (const code of alertCodes) {
      expect(common.get(`alerts.${code}.title`), code).toBeTruthy();
      expect(common.get(`alerts.${code}.body`), code).toBeTruthy();
    }
  });

  it.each(['en', 'ar'] as const)('every action of the audit trail in %s', (language) => {
    const words: Readonly<Record<string, string>> = catalogs[language].audit.actions;

    expect(Object.keys(words).toSorted()).toEqual(
      auditActions.map((action) => action.replace('.', '_')).toSorted(),
    );
  });
});
