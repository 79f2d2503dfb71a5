import { expect, it } from 'vitest';
import type { TypedRow } from '../contract/code-table.ts';
import { components } from '../hl7/message.ts';
import { codeTableCsv, readCodeTableCsv } from './code-table-csv.ts';
import { codedField, recordedField } from './code-tables.ts';
import { changedRows, rowsOf } from './edit-code-table.ts';

const nothingChanged = { codeTables: {} };

/** The rows of a table as the window hands them back, with what a person typed over them. */
function typed(change: (rows: TypedRow[]) => void): readonly TypedRow[] {
  const rows = rowsOf('disposition', nothingChanged).map(({ origin: _origin, ...row }) => ({ ...row }));
  change(rows);
  return rows;
}

const refused = (rows: readonly TypedRow[]) => {
  const judged = changedRows('disposition', rows);
  return judged.ok ? [] : judged.errors.map(({ path, rule }) => `${path} ${rule}`);
};

it('keeps only what differs from the product, and the next message carries it', () => {
  const judged = changedRows(
    'disposition',
    typed((rows) => {
      if (rows[3]) rows[3].targetCode = '3';
      rows.push({
        code: 'hospital',
        english: 'Hospital',
        arabic: 'مستشفى',
        targetCode: '4',
        targetLabel: null,
      });
    }),
  );
  if (!judged.ok) throw new Error('refused');
  const profile = { codeTables: { disposition: [...judged.rows] }, tableLabel: 'MALAFFI' };

  expect(judged.rows.map(({ code }) => code)).toEqual(['referred', 'hospital']);
  expect(rowsOf('disposition', profile).map(({ code, origin }) => `${code} ${origin}`)).toEqual([
    'backToClass product',
    'restInClinic product',
    'homeWithGuardian product',
    'referred changed',
    'ambulance product',
    'hospital own',
  ]);
  expect(JSON.stringify(codedField('disposition', 'referred', profile))).toContain('"3"');
});

it('leaves a field out where its target code is empty, and takes the words of the product back', () => {
  const omitted = changedRows(
    'disposition',
    typed((rows) => {
      for (const row of rows) row.targetCode = '';
    }),
  );
  if (!omitted.ok) throw new Error('refused');
  const profile = { codeTables: { disposition: [...omitted.rows] }, tableLabel: 'MALAFFI' };

  expect(codedField('disposition', 'referred', profile)).toBe('');
  expect(
    changedRows(
      'disposition',
      typed(() => {}),
    ),
  ).toEqual({ ok: true, rows: [] });
});

it('sends the code that IT gave a condition or a diagnosis, with the words that were recorded', () => {
  const row = { code: '195967001', english: 'Asthma', arabic: '', targetCode: 'AST', targetLabel: 'MALAFFI' };
  const profile = { codeTables: { condition: [row] }, tableLabel: 'MALAFFI' };
  const asthma = { code: '195967001', text: 'Asthma since 2019' };

  expect(recordedField('condition', asthma, 'SCT', profile)).toEqual(
    components('AST', 'Asthma since 2019', 'MALAFFI'),
  );
  expect(recordedField('condition', asthma, 'SCT', { ...profile, codeTables: {} })).toEqual(
    components('195967001', 'Asthma since 2019', 'SCT'),
  );
  expect(recordedField('diagnosis', { code: 'Q99', text: 'Rare' }, 'ICD10', profile)).toEqual(
    components('Q99', 'Rare', 'ICD10'),
  );
});

it('names the cell of each fault', () => {
  expect(
    refused(
      typed((rows) => {
        const [first, second, third, fourth] = rows as [TypedRow, TypedRow, TypedRow, TypedRow];
        first.english = ' ';
        second.code = 'backToClass';
        third.targetCode = '1234';
        fourth.arabic = 'a\u0007b';
        rows.push({ code: '', english: 'x', arabic: '', targetCode: 'x'.repeat(21), targetLabel: null });
      }),
    ),
  ).toEqual([
    'rows.0.english missing',
    'rows.1.code twice',
    'rows.2.targetCode too_big',
    'rows.3.arabic controlCharacter',
    'rows.5.code missing',
    'rows.5.targetCode too_big',
  ]);
});

it('goes out as CSV and comes back the same, quotes, commas and Arabic included', () => {
  const rows = [
    { code: 'a', english: 'Says "so", twice', arabic: 'عاد إلى الصف', targetCode: '1', targetLabel: 'X' },
    { code: 'b', english: 'B', arabic: '', targetCode: '', targetLabel: null },
  ];

  expect(readCodeTableCsv(codeTableCsv(rows))).toEqual({ ok: true, rows });
  expect(readCodeTableCsv('targetCode;code;english;arabic\r\n1;a;A;ا\r\n')).toEqual({
    ok: true,
    rows: [{ code: 'a', english: 'A', arabic: 'ا', targetCode: '1', targetLabel: null }],
  });
});

it('names the column that a file lacks, and the line that cannot be read', () => {
  expect(readCodeTableCsv('code,english\r\na,A')).toMatchObject({
    errors: [
      { path: 'arabic', rule: 'missingColumn' },
      { path: 'targetCode', rule: 'missingColumn' },
    ],
  });
  expect(readCodeTableCsv('code,english,arabic,targetCode\r\n"a,A,,1')).toMatchObject({
    ok: false,
    errors: [{ path: 'file', rule: 'brokenLine' }],
  });
});
