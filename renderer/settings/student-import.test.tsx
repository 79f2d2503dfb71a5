import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { fail, ok } from '../../core/contract/result.ts';
import type { RosterPreview, RosterRow } from '../../core/contract/roster.ts';
import { type Answers, answerWith, show } from '../testing/fake-host.tsx';

const { NoticeHost } = await import('../shell/notices.tsx');
const { StudentImport } = await import('./StudentImport.tsx');
const { maxRosterBytes } = await import('./read-roster-file.ts');

afterEach(cleanup);

function row(line: number, change: Partial<RosterRow>): RosterRow {
  return {
    line,
    action: 'add',
    studentNumber: `S${line}`,
    name: 'Noora Haddad',
    changes: [],
    remarks: [],
    ...change,
  };
}

function previewOf(rows: readonly RosterRow[]): RosterPreview {
  const count = (action: RosterRow['action']) => rows.filter((each) => each.action === action).length;
  return {
    token: 'seen',
    encoding: 'utf-8',
    delimiter: ',',
    columns: [{ header: 'Bus', column: null }],
    counts: {
      add: count('add'),
      change: count('change'),
      unchanged: count('unchanged'),
      leaveOut: count('leaveOut'),
    },
    rows: [...rows],
  };
}

const mixed = previewOf([
  row(2, {}),
  row(3, { action: 'change', changes: ['className'] }),
  row(4, { action: 'unchanged' }),
  row(5, {
    action: 'leaveOut',
    name: '',
    remarks: [
      { column: 'dateOfBirth', rule: 'date', blocks: true },
      { column: 'emiratesId', rule: 'checkDigit', blocks: false },
    ],
  }),
]);

async function open(
  answers: Answers,
  file = new File(['a,b'], 'students.csv'),
  language: 'en' | 'ar' = 'en',
) {
  const asked = answerWith(answers);
  await show(
    <FluentProvider theme={webLightTheme}>
      <NoticeHost>
        <StudentImport />
      </NoticeHost>
    </FluentProvider>,
    language,
  );
  await userEvent.upload(screen.getByLabelText(/Choose file|اختيار ملف/), file);
  return asked;
}

it('hands the bytes of the file to main as they are', async () => {
  const arabic = new File([Uint8Array.of(0xe4, 0xe6, 0xd1, 0x2c)], 'students.csv');

  const asked = await open({ 'roster.preview': () => ok(mixed) }, arabic);

  await screen.findByRole('table');
  expect(asked).toContainEqual({
    channel: 'roster.preview',
    input: { fileName: 'students.csv', contentBase64: '5ObRLA==' },
  });
});

it('shows first what is left out, with every reason in words', async () => {
  await open({ 'roster.preview': () => ok(mixed) });

  const [, ...lines] = within(await screen.findByRole('table')).getAllByRole('row');

  expect(lines).toHaveLength(1);
  expect(lines[0]?.textContent).toContain('Date of birth: not a date. Write it as 17/05/2014');
  expect(lines[0]?.textContent).toContain('Emirates ID: the last digit does not fit');
  expect(screen.getByText(/Columns that are not used: Bus/)).toBeTruthy();
});

it('filters the rows by what happens with them', async () => {
  await open({ 'roster.preview': () => ok(mixed) });

  await userEvent.click(await screen.findByRole('tab', { name: 'Changed (1)' }));
  const changed = within(screen.getByRole('table')).getAllByRole('row');
  await userEvent.click(screen.getByRole('tab', { name: 'All (4)' }));
  const all = within(screen.getByRole('table')).getAllByRole('row');

  expect(changed).toHaveLength(2);
  expect(changed[1]?.textContent).toContain('Changes: Class');
  expect(all).toHaveLength(5);
});

it('imports exactly what was shown and says how many', async () => {
  const asked = await open({
    'roster.preview': () => ok(mixed),
    'roster.import': () => ok({ added: 1, changed: 1 }),
  });

  await userEvent.click(await screen.findByRole('button', { name: 'Import 2 students' }));

  expect(await screen.findByText('2 students imported: 1 new, 1 changed.')).toBeTruthy();
  expect(asked).toContainEqual({ channel: 'roster.import', input: { token: 'seen' } });
  expect(screen.queryByRole('table')).toBeNull();
});

it('keeps the preview and says why when main refuses the import', async () => {
  await open({ 'roster.preview': () => ok(mixed), 'roster.import': () => fail('TOKEN_EXPIRED', '') });

  await userEvent.click(await screen.findByRole('button', { name: 'Import 2 students' }));

  expect(await screen.findByText(/This preview is too old/)).toBeTruthy();
  expect(screen.getByRole('table')).toBeTruthy();
});

it('has nothing to import when every student is in already', async () => {
  await open({ 'roster.preview': () => ok(previewOf([row(2, { action: 'unchanged' })])) });

  const button = await screen.findByRole('button', { name: 'Nothing to import' });

  expect(button.getAttribute('aria-disabled')).toBe('true');
  expect(screen.getByText(/There is nothing to import/)).toBeTruthy();
});

it('names the columns that a file lacks', async () => {
  await open({
    'roster.preview': () => fail('NOT_A_CSV', '', [{ path: 'nationality', rule: 'missingColumn' }]),
  });

  expect(await screen.findByText(/Nationality: This column is not in the file/)).toBeTruthy();
  expect(screen.getByText(/Save it as "CSV UTF-8"/)).toBeTruthy();
});

it('refuses a file that is too large without sending it', async () => {
  const file = new File([], 'students.csv');
  Object.defineProperty(file, 'size', { value: maxRosterBytes + 1 });

  const asked = await open({}, file);

  expect(await screen.findByText(/The file is too large/)).toBeTruthy();
  expect(asked).toEqual([]);
});

it('draws a large file in parts', async () => {
  const rows = Array.from({ length: 450 }, (_, at) => row(at + 2, {}));
  await open({ 'roster.preview': () => ok(previewOf(rows)) });

  const first = within(await screen.findByRole('table')).getAllByRole('row').length;
  await userEvent.click(screen.getByRole('button', { name: 'Show 200 more rows' }));
  await userEvent.click(screen.getByRole('button', { name: 'Show 50 more rows' }));

  expect(first).toBe(201);
  expect(within(screen.getByRole('table')).getAllByRole('row')).toHaveLength(451);
});

it('agrees with the number in Arabic', async () => {
  await open({ 'roster.preview': () => ok(mixed) }, undefined, 'ar');

  expect(await screen.findByRole('button', { name: 'استيراد طالبين' })).toBeTruthy();
});
