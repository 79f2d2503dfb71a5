import { beforeEach, expect, it } from 'vitest';
import { type CrashLimit, createCrashLimit } from './crash-limit.ts';

let now: number;
let limit: CrashLimit;

beforeEach(() => {
  now = 0;
  limit = createCrashLimit(() => now);
});

const crashAfter = (ms: number) => {
  now += ms;
  return limit.mayReplace();
};

it('lets a page come back by itself, and asks a person at the third crash in a minute', () => {
  expect([crashAfter(0), crashAfter(1000), crashAfter(1000)]).toEqual([true, true, false]);
  expect(crashAfter(1000)).toBe(false);
});

it('never asks for crashes that have nothing to do with each other', () => {
  expect(Array.from({ length: 10 }, () => crashAfter(31_000))).not.toContain(false);
});

it('counts anew once a person has decided', () => {
  for (let crashes = 0; crashes < 3; crashes += 1) crashAfter(0);
  limit.forget();

  expect(crashAfter(0)).toBe(true);
});
