import { isAbsolute, join } from 'node:path';
import { expect, it } from 'vitest';
import { readFlags } from './flags.ts';

it.each([['data'], ['./data/'], [join(process.cwd(), 'data')]])(
  'the data folder %s is one absolute path, so that the profile beside it is one too',
  (given) => {
    expect(readFlags(['--data-dir', given]).dataDir).toBe(join(process.cwd(), 'data'));
  },
);

it('has a data folder of its own when none is named', () => {
  expect(isAbsolute(readFlags([]).dataDir)).toBe(true);
});
