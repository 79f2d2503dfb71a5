import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { alertCodes, trayStates } from '../contract/health.ts';
import { catalogs } from '../contract/locales/catalogs.ts';
import { problemCodes } from '../contract/message.ts';
import { sectionOf, tableOf } from './testing/doc-table.ts';
import { windowWords } from './testing/window-words.ts';

const page = readFileSync('docs/troubleshooting.md', 'utf8');
const { common, problems, shell } = catalogs.en;

/** What a person sees and its code, of each row under a heading. */
function rows(heading: string, first = 'you see') {
  return tableOf(sectionOf(page, heading), first, 'code', 'means', 'do', 'who').map(
    ([sees = '', code = '', ...rest]) => ({ sees, code: code.replaceAll('`', ''), rest }),
  );
}

/** Rows as the page must have them; a difference names the row to add, to correct or to take out in docs/troubleshooting.md. */
function lines(list: readonly { readonly sees: string; readonly code: string }[]): readonly string[] {
  return list.map(({ sees, code }) => `| ${sees} | \`${code}\` |`).sort();
}

describe('docs/troubleshooting.md has a row for', () => {
  it('every problem of the queue, by its title', () => {
    expect(lines(rows('Problems in the queue'))).toEqual(
      lines(problemCodes.map((code) => ({ code, sees: problems[code].title }))),
    );
  });

  it('every alert, by its title', () => {
    expect(lines(rows('Banners of alerts'))).toEqual(
      lines(alertCodes.map((code) => ({ code, sees: common.alerts[code].title }))),
    );
  });

  it('every reason for which the data does not open', () => {
    expect(lines(rows('A page instead of the window: "Do not enter assessments on this PC"'))).toEqual(
      lines(Object.entries(common.closed.codes).map(([code, sees]) => ({ code, sees }))),
    );
  });

  it('every state of the icon', () => {
    const states = rows('The icon beside the clock', 'shape').map(({ code }) => code);

    expect(states.filter((code) => code !== '').sort()).toEqual([...trayStates].sort());
  });

  it('every line above the page, in the words of the window', () => {
    const kinds = ['offline', 'unreachable', 'paused', 'stopped', 'practice', 'test', 'backOnline', 'setup'];
    const known = windowWords('en');

    expect(rows('The line above the page').map(({ code }) => code)).toEqual(kinds);
    expect(rows('The line above the page').filter(({ sees }) => !known(sees))).toEqual([]);
    expect(page).toContain(shell.setupBanner.title);
  });
});

describe('docs/troubleshooting.md says what to do about', () => {
  const codes = (...header: readonly string[]) =>
    tableOf(sectionOf(page, 'Exit codes'), ...header).map(([code, second = '']) => ({
      code,
      reason: second.replaceAll('`', ''),
    }));

  it('every exit code of the command line', () => {
    const source = readFileSync('electron/command/exit-codes.ts', 'utf8');
    const known = [...source.matchAll(/^ {2}([A-Z_]+): (\d+),$/gm)].map(([, reason, code]) => ({
      code,
      reason,
    }));

    expect(known.length).toBeGreaterThan(5);
    expect(codes('command', 'reason', 'do')).toEqual(known);
  });

  it('every exit code of Setup, those of its framework first', () => {
    const source = readFileSync('build/installer.nsh', 'utf8');
    const own = [...source.matchAll(/^!define EXIT_\w+ (\d+)/gm)].map(([, code]) => code);

    expect(codes('Setup', 'means', 'do').map(({ code }) => code)).toEqual(['0', '1', '2', ...own]);
  });
});

it('leaves no cell of docs/troubleshooting.md empty where a person looks for help', () => {
  const all = ['Problems in the queue', 'Banners of alerts', 'The line above the page'].flatMap((heading) =>
    rows(heading),
  );

  expect(all.length).toBeGreaterThan(50);
  expect(all.filter(({ rest }) => rest.length !== 3 || rest.includes(''))).toEqual([]);
});

it('puts only words of the window in bold in the documents for people', () => {
  const wrong = (
    [
      ['docs/troubleshooting.md', 'en'],
      ['docs/onboarding.md', 'en'],
      ['docs/nurse-guide.en.md', 'en'],
      ['docs/nurse-guide.ar.md', 'ar'],
    ] as const
  ).flatMap(([file, language]) => {
    const known = windowWords(language);
    const bold = [...readFileSync(file, 'utf8').matchAll(/\*\*(.+?)\*\*/g)].map(([, words = '']) => words);
    expect(bold.length, file).toBeGreaterThan(20);
    return bold.filter((words) => !known(words)).map((words) => `${file}: ${words}`);
  });

  expect(wrong).toEqual([]);
});
