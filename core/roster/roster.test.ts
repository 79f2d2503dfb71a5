import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { StudentView } from '../contract/student.ts';
import { rosterKey } from '../students/ports.ts';
import { planImport } from './plan-import.ts';
import { readTable } from './read-table.ts';

const sample = readFileSync('samples/roster.csv');
const today = '2026-11-24';
const none = new Map<string, StudentView>();

function plan(text: string | Uint8Array, existing: ReadonlyMap<string, StudentView> = none) {
  const table = readTable(typeof text === 'string' ? new TextEncoder().encode(text) : text);
  if (!table.ok) throw new Error(table.error.message);
  return planImport(table.value, existing, null, today);
}

function stored(changes: ReturnType<typeof plan>['changes']): ReadonlyMap<string, StudentView> {
  return new Map(
    changes.map(({ student, schoolName }, index) => [
      rosterKey(schoolName, student.studentNumber),
      { ...student, id: index + 1, schoolId: 1, schoolName, lastVisitAt: null },
    ]),
  );
}

const header = 'Student number,Given name,Family name,Date of birth,Sex,Nationality,Emirates ID,Grade,School';
const good = 'S1,Salem,Al Mansoori,2014-05-17,M,ARE,784-2014-0000001-0,5,Al Reem Model School';

describe('roster import', () => {
  it('adds all 60 invented students of the sample', () => {
    const { rows, changes } = plan(sample);

    expect(rows.filter(({ action }) => action !== 'add')).toEqual([]);
    expect(changes).toHaveLength(60);
    expect(changes[0]?.student.givenNameArabic).toMatch(/[\u0600-\u06ff]/);
  });

  it('plans nothing when the same file is imported again', () => {
    const first = plan(sample);

    const second = plan(sample, stored(first.changes));

    expect(second.changes).toEqual([]);
    expect(second.rows.every(({ action }) => action === 'unchanged')).toBe(true);
  });

  it('keeps what the clinic recorded: allergies with their severity, the reason for no card, the registration date', () => {
    const [first] = plan(`${header}\n${good.replace('784-2014-0000001-0', '111-1111-1111111-1')}`).changes;
    const peanut = { kind: 'FA', text: 'Peanuts', severity: 'SV', reactions: ['Swelling'] } as const;
    const recorded = { ...first?.student, registrationDate: '2020-09-01', maritalStatus: 'S' };
    const student = { ...recorded, allergies: [{ ...peanut, reactions: [...peanut.reactions] }] };
    const before = stored([{ id: null, schoolName: 'Al Reem Model School', student } as never]);
    const again = `${header},Allergies\nS1,Salem,Al Mansoori,2014-05-17,M,ARE,,6,Al Reem Model School,"peanuts; Dust"`;

    const changed = plan(again, before).changes[0]?.student;

    expect(first?.student).toMatchObject({ emiratesId: null, noCardReason: 'residentWithoutCard' });
    expect(changed).toMatchObject({
      grade: '6',
      noCardReason: 'residentWithoutCard',
      registrationDate: '2020-09-01',
      maritalStatus: 'S',
    });
    expect(changed?.allergies).toEqual([peanut, { kind: 'MA', text: 'Dust' }]);
    // A card that came at last ends the reason.
    expect(plan(`${header}\n${good}`, before).changes[0]?.student).not.toHaveProperty('noCardReason');
  });

  it('doubts an age that a school does not see, and keeps the row', () => {
    const born = (date: string) => plan(`${header}\n${good.replace('2014-05-17', date)}`).rows[0];
    const doubt = { column: 'dateOfBirth', rule: 'unusualAge', blocks: false };

    expect(born('2024-05-17')).toMatchObject({ action: 'add' });
    expect(born('2024-05-17')?.remarks).toContainEqual(doubt);
    expect(born('1980-05-17')?.remarks).toContainEqual(doubt);
    expect(born('2014-05-17')?.remarks).not.toContainEqual(doubt);
  });

  it('reads the registration date, and keeps the row where it is none', () => {
    const read = (date: string) => plan(`${header},Registration date\n${good},${date}`);

    expect(read('01/09/2020').changes[0]?.student.registrationDate).toBe('2020-09-01');
    expect(read('soon').changes[0]?.student.registrationDate).toBeNull();
    expect(read('soon').rows[0]?.remarks).toContainEqual({
      column: 'registrationDate',
      rule: 'date',
      blocks: false,
    });
  });

  it('leaves bad rows out with their reasons and keeps the good ones', () => {
    const { rows, changes } = plan(
      [
        header,
        'S2,Noora,Al Ketbi,31/02/2014,F,ARE,,5,School',
        good,
        'S3,Omar,,2014-01-01,X,Atlantis,123,5,School',
      ].join('\n'),
    );

    expect(changes.map(({ student }) => student.studentNumber)).toEqual(['S1']);
    expect(rows[0]).toMatchObject({ line: 2, action: 'leaveOut' });
    expect(rows[0]?.remarks).toContainEqual({ column: 'dateOfBirth', rule: 'date', blocks: true });
    const rules = rows[2]?.remarks.map(({ column, rule }) => `${column}:${rule}`);
    expect(rules).toEqual([
      'name:missing',
      'sex:sex',
      'nationality:nationality',
      'emiratesId:emiratesIdShape',
    ]);
  });

  it('keeps reading after a quotation mark that never closes', () => {
    const { rows } = plan([header, 'S2,"Noora,Al Ketbi,2014-01-01,F,ARE,,5,School', good].join('\r\n'));

    expect(rows.map(({ line, action }) => [line, action])).toEqual([
      [2, 'leaveOut'],
      [3, 'add'],
    ]);
    expect(rows[0]?.remarks).toEqual([{ column: '', rule: 'brokenRow', blocks: true }]);
  });

  it('leaves the second of two rows with one student number out', () => {
    const { rows } = plan([header, good, good].join('\n'));

    expect(rows[1]?.remarks).toContainEqual({ column: 'studentNumber', rule: 'twiceInFile', blocks: true });
  });

  it('shows which columns of a known student change', () => {
    const before = stored(plan([header, good].join('\n')).changes);

    const { rows } = plan([header, good.replace(',5,', ',6,')].join('\n'), before);

    expect(rows[0]).toMatchObject({ action: 'change', changes: ['grade'] });
  });

  it('does not erase what is recorded where the file has no value', () => {
    const before = stored(plan([header, good].join('\n')).changes);

    const { changes } = plan(
      [header, good.replace('784-2014-0000001-0', '').replace(',5,', ',6,')].join('\n'),
      before,
    );

    expect(changes[0]?.student.emiratesId).toBe('784201400000010');
  });

  it('remarks a check digit that does not fit and still takes the student', () => {
    const { rows } = plan([header, good.replace('0000001-0', '0000001-1')].join('\n'));

    expect(rows[0]).toMatchObject({ action: 'add' });
    expect(rows[0]?.remarks).toContainEqual({ column: 'emiratesId', rule: 'checkDigit', blocks: false });
  });

  it('reads Arabic headers, a BOM, semicolons and Arabic-Indic digits', () => {
    const { changes } = plan(
      '\ufeffرقم الطالب;الاسم بالإنجليزية;اسم الطالب;تاريخ الميلاد;الجنس;الجنسية;الصف;المدرسة\n' +
        'S9;Salem Khalid Al Mansoori;سالم خالد المنصوري;١٧/٠٥/٢٠١٤;ذكر;إماراتي;5;مدرسة الريم',
    );

    expect(changes[0]).toMatchObject({
      schoolName: 'مدرسة الريم',
      student: {
        givenName: 'Salem',
        middleName: 'Khalid',
        familyName: 'Al Mansoori',
        familyNameArabic: 'المنصوري',
        dateOfBirth: '2014-05-17',
        sex: 'M',
        nationality: 'ARE',
      },
    });
  });

  it('reads Windows-1256 with tabs', () => {
    const text = [...header.split(','), 'Given name (Arabic)'].join('\t');
    const row = [...good.split(','), ''].join('\t');
    const salem = [0xd3, 0xc7, 0xe1, 0xe3];
    const bytes = Uint8Array.from([...new TextEncoder().encode(`${text}\n${row}`), ...salem]);

    const { changes } = plan(bytes);

    expect(changes[0]?.student.givenNameArabic).toBe('سالم');
  });

  it.each([
    ['an Excel workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), /save it as "CSV UTF-8"/],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), /not a text file/],
    ['an empty file', new Uint8Array(), /empty/],
    ['prose', new TextEncoder().encode('Dear parents,\nplease note'), /first row must name the columns/],
  ])('refuses %s with what to do', (_, bytes, sentence) => {
    const table = readTable(bytes);

    expect(table).toMatchObject({ ok: false, error: { code: expect.stringMatching(/NOT_A_CSV/) } });
    expect(!table.ok && table.error.message).toMatch(sentence);
  });
});
