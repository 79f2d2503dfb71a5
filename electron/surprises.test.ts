import { EventEmitter } from 'node:events';
import { beforeEach, expect, it } from 'vitest';
import { exitOnSurprise } from './surprises.ts';

let process: EventEmitter;
let exits: number[];
let told: string[];

beforeEach(() => {
  process = new EventEmitter();
  exits = [];
  told = [];
});

it.each([
  ['uncaughtException', new TypeError('SALEM AL MARRI'), 'main.uncaughtException TypeError'],
  [
    'unhandledRejection',
    Object.assign(new Error('SALEM'), { code: 'SQLITE_FULL' }),
    'main.unhandledRejection SQLITE_FULL',
  ],
  ['unhandledRejection', 'SALEM', 'main.unhandledRejection UNKNOWN'],
])('ends the process at an %s and tells its code, never its text [fault A54]', (event, error, expected) => {
  exitOnSurprise(process, (code) => exits.push(code)).tell = (what, code) => told.push(`${what} ${code}`);

  process.emit(event, error);

  expect(told).toEqual([expected]);
  expect(exits).toEqual([70]);
});

it('ends also where nothing can be told', () => {
  const surprises = exitOnSurprise(process, (code) => exits.push(code));
  surprises.tell = () => {
    throw new Error('the disk is full');
  };

  expect(() => process.emit('uncaughtException', new Error('a bug'))).toThrow('the disk is full');
  expect(exits).toEqual([70]);
});
