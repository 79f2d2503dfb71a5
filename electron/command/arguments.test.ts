import { expect, it } from 'vitest';
import { readCommand } from './arguments.ts';

it.each([
  [[]],
  [['--hidden']],
  [['--data-dir', 'x', '--json', '--no-open']],
  [['--enable-something-of-chromium']],
])('%j asks for no command: the application starts', (argv) => {
  expect(readCommand(argv)).toEqual({ kind: 'none' });
});

it.each([
  [['--status'], { name: 'status' }],
  [['--import-secret'], { name: 'import-secret', destination: null }],
  [['--import-secret', 'Receiver of IT'], { name: 'import-secret', destination: 'Receiver of IT' }],
  [['--import-secret', '--output', 'r.json'], { name: 'import-secret', destination: null }],
  [['--test-connection=Malaffi'], { name: 'test-connection', destination: 'Malaffi' }],
  [['--import-roster', 'a b.csv'], { name: 'import-roster', file: 'a b.csv' }],
  [['--drain'], { name: 'drain', timeoutSeconds: 60 }],
  [['--timeout-seconds', '5', '--drain'], { name: 'drain', timeoutSeconds: 5 }],
])('%j is understood', (argv, command) => {
  expect(readCommand(argv)).toMatchObject({ kind: 'command', command });
});

it.each([
  [['--status', '--drain'], 'together'],
  [['--status', '--verbose'], '--verbose'],
  [['--statsu', '--output', 'x', '--status'], '--statsu'],
  [['--status', 'now'], 'alone'],
  [['--status=now'], 'no value'],
  [['--import-roster'], 'needs a value'],
  [['--import-roster', '--output', 'x'], 'needs a value'],
  [['--status', '--output'], 'needs a value'],
  [['--status', '--output', 'a', '--output', 'b'], 'twice'],
  [['--drain', '--timeout-seconds', '0'], '--timeout-seconds'],
  [['--drain', '--timeout-seconds', 'soon'], '--timeout-seconds'],
  [['--status', '--timeout-seconds', '5'], 'belongs to --drain'],
  [['stray', '--status'], 'alone'],
])('%j is refused with the reason', (argv, reason) => {
  const read = readCommand(argv);
  expect(read.kind).toBe('refused');
  expect(read.kind === 'refused' ? read.sentence : '').toContain(reason);
});

it('tells where a refusal goes', () => {
  expect(readCommand(['--nonsense', '--status', '--output', 'r.json'])).toMatchObject({ output: 'r.json' });
});
