import { searchTokens } from '../core/contract/search-key.ts';
import type { Connection } from './connection.ts';

/**
 * Of what a text finds the queue counts and lists so many, the newest: nobody reads on, and with no bound a family name that
 * every eighth student has costs a look at every eighth message ever saved.
 */
export const searchBound = 1000;

/** Further words would narrow nothing that a person notices. */
const maxWords = 6;
/** Where more than one student in so many matches, the newest messages of all are looked through instead of each one's. */
const manyInverse = 30;
const fewAtLeast = 20;

const studentsSql = 'SELECT coalesce(sum(students), 0) AS count FROM schools';
const wordCountSql = `
  SELECT count(*) AS count FROM (SELECT 1 FROM student_words WHERE word >= ? AND word < ? LIMIT ?)`;

/** Conditions on `messages AS m` beside the text, and along what to read where the text itself names no messages. */
export interface Beside {
  readonly sql: readonly string[];
  readonly bound: readonly (string | number)[];
  /** What stands behind `FROM`: `messages AS m` with an index, or with the list of what waits before it. */
  readonly from: string;
}

/** A query for ids, newest first, at most one more than the bound. */
export interface Search {
  readonly sql: string;
  readonly bound: readonly (string | number)[];
}

/**
 * The newest messages that a text finds. What a person types: words of a student's name or number (each the start of a
 * word), the start of a control id, or a message number with or without `#`. Never the text of messages.
 */
export function searchQuery(connection: Connection, text: string, beside: Beside): Search {
  const ways = [
    controlIdWay(text, beside),
    ...numberWay(text, beside),
    ...studentWay(connection, text, beside),
  ];
  return {
    sql: `${ways.map(({ sql }) => `SELECT id FROM (${sql})`).join(' UNION ')} ORDER BY id DESC LIMIT ${searchBound + 1}`,
    bound: ways.flatMap(({ bound }) => bound),
  };
}

/** Control ids begin with the time they were made at: the newest come last. */
function controlIdWay(text: string, beside: Beside): Search {
  return {
    sql: `SELECT m.id FROM messages AS m INDEXED BY messages_control_id
      WHERE ${allOf('m.controlId >= ? AND m.controlId < ?', beside)} ORDER BY m.controlId DESC LIMIT ${searchBound + 1}`,
    bound: [...prefix(text.toUpperCase()), ...beside.bound],
  };
}

function numberWay(text: string, beside: Beside): readonly Search[] {
  const number = /^#?(\d{1,15})$/.exec(text)?.[1];
  if (!number) return [];
  const sql = `SELECT m.id FROM messages AS m WHERE ${allOf('m.id = ?', beside)}`;
  return [{ sql, bound: [Number(number), ...beside.bound] }];
}

function studentWay(connection: Connection, text: string, beside: Beside): readonly Search[] {
  const words = searchTokens(text).slice(0, maxWords);
  if (words.length === 0) return [];
  const all = connection.get<{ count: number }>(studentsSql)?.count ?? 0;
  const few = Math.max(fewAtLeast, Math.floor(all / manyInverse));
  const matching = studentsWith(rarestFirst(connection, words, few + 1));
  const found = connection.all<{ studentId: number }>(`${matching.sql} LIMIT ${few + 1}`, matching.bound);
  if (found.length === 0) return [];
  return [found.length > few ? manyStudents(matching, beside) : fewStudents(found, beside)];
}

/** The rarest word picks the students, the others only test them. */
function rarestFirst(connection: Connection, words: readonly string[], most: number): readonly string[] {
  if (words.length === 1) return words;
  const counts = new Map(
    words.map((word) => [
      word,
      connection.get<{ count: number }>(wordCountSql, [...prefix(word), most])?.count ?? 0,
    ]),
  );
  return words.toSorted((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0) || b.length - a.length);
}

function studentsWith(words: readonly string[]): Search {
  const others = words.slice(1).map(
    () => `AND EXISTS (SELECT 1 FROM student_words AS other
      WHERE other.studentId = first.studentId AND other.word >= ? AND other.word < ?)`,
  );
  return {
    sql: `SELECT first.studentId FROM student_words AS first
      WHERE first.word >= ? AND first.word < ? ${others.join(' ')}`,
    bound: words.flatMap(prefix),
  };
}

function fewStudents(found: readonly { readonly studentId: number }[], beside: Beside): Search {
  const listed = `
    SELECT listed.value AS id FROM json_each(?) AS student CROSS JOIN assessments AS a ON a.studentId = student.value
      CROSS JOIN json_each(a.messageIds) AS listed
    UNION ALL
    SELECT alone.id FROM json_each(?) AS student CROSS JOIN messages AS alone
      ON alone.studentId = student.value AND alone.visit IS NULL`;
  const students = JSON.stringify(found.map(({ studentId }) => studentId));
  const bound = [students, students, ...beside.bound];
  // With nothing else asked for, the rows themselves need no look.
  if (beside.sql.length === 0) return { sql: listed, bound };
  return {
    sql: `SELECT m.id FROM (${listed}) AS listed CROSS JOIN messages AS m ON m.id = listed.id
      WHERE ${beside.sql.join(' AND ')}`,
    bound,
  };
}

function manyStudents(students: Search, beside: Beside): Search {
  return {
    sql: `SELECT m.id FROM ${beside.from} WHERE ${allOf(`m.studentId IN (${students.sql})`, beside)}
      ORDER BY m.id DESC LIMIT ${searchBound + 1}`,
    bound: [...students.bound, ...beside.bound],
  };
}

/** The same as one condition on `messages AS m`, without a bound: for what acts on everything that matches. */
export function textCondition(text: string): Search {
  const words = searchTokens(text).slice(0, maxWords);
  const ways: Search[] = [
    {
      sql: 'SELECT id FROM messages WHERE controlId >= ? AND controlId < ?',
      bound: prefix(text.toUpperCase()),
    },
    ...numberWay(text, { sql: [], bound: [], from: '' }),
  ];
  if (words.length > 0) {
    const { sql, bound } = studentsWith(words);
    ways.push({
      sql: `SELECT listed.value FROM assessments AS a, json_each(a.messageIds) AS listed WHERE a.studentId IN (${sql})
        UNION ALL SELECT id FROM messages WHERE visit IS NULL AND studentId IN (${sql})`,
      bound: [...bound, ...bound],
    });
  }
  return {
    sql: `m.id IN (${ways.map((way) => way.sql).join(' UNION ')})`,
    bound: ways.flatMap((way) => way.bound),
  };
}

function allOf(condition: string, beside: Beside): string {
  return [condition, ...beside.sql].join(' AND ');
}

function prefix(word: string): readonly [string, string] {
  return [word, `${word}\u{10ffff}`];
}
