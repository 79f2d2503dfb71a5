import { describe, expect, it } from 'vitest';
import { gridAction, moveIn } from './grid-keys.ts';

const extent = { rows: 1000, columns: 10, page: 11, rtl: false };
const from = { row: 500, column: 4 };

function press(key: string, ctrlKey = false) {
  return { key, ctrlKey };
}

function key(name: string, more: Partial<Parameters<typeof gridAction>[0]> = {}) {
  return { key: name, code: '', ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...more };
}

describe('keys that move in the grid', () => {
  it.each([
    ['ArrowDown', false, { row: 501, column: 4 }],
    ['ArrowRight', false, { row: 500, column: 5 }],
    ['Home', false, { row: 500, column: 0 }],
    ['End', false, { row: 500, column: 9 }],
    ['Home', true, { row: 0, column: 4 }],
    ['End', true, { row: 999, column: 4 }],
    ['PageDown', false, { row: 511, column: 4 }],
  ])('%s (Ctrl %s)', (name, ctrl, to) => {
    expect(moveIn(press(name, ctrl), from, extent)).toEqual(to);
  });

  it('mirrors left and right in Arabic', () => {
    expect(moveIn(press('ArrowLeft'), from, { ...extent, rtl: true })).toEqual({ row: 500, column: 5 });
  });

  it('stays inside', () => {
    expect(moveIn(press('ArrowUp'), { row: 0, column: 0 }, extent)).toEqual({ row: 0, column: 0 });
    expect(moveIn(press('PageDown'), { row: 998, column: 0 }, extent)).toEqual({ row: 999, column: 0 });
  });

  it('leaves other keys alone', () => {
    expect(moveIn(press('r'), from, extent)).toBeNull();
  });
});

describe('keys that act on a row', () => {
  it('retries by R, and by its place on an Arabic keyboard', () => {
    expect(gridAction(key('r'), 'student')).toBe('retry');
    expect(gridAction(key('ق', { code: 'KeyR' }), 'student')).toBe('retry');
  });

  it('selects everything by Ctrl+A and does not retry by Ctrl+R', () => {
    expect(gridAction(key('a', { ctrlKey: true }), 'student')).toBe('all');
    expect(gridAction(key('r', { ctrlKey: true }), 'student')).toBeNull();
  });

  it('opens the menu of the row by Shift+F10 and by the menu key', () => {
    expect(gridAction(key('F10', { shiftKey: true }), 'student')).toBe('menu');
    expect(gridAction(key('ContextMenu'), 'student')).toBe('menu');
    expect(gridAction(key('F10'), 'student')).toBeNull();
  });

  it('opens the details by Alt+Enter whatever the cell is for', () => {
    expect(gridAction(key('Enter', { altKey: true }), 'actions')).toBe('open');
  });

  it('does by Enter what the cell is for', () => {
    expect(gridAction(key('Enter'), 'student')).toBe('open');
    expect(gridAction(key('Enter'), 'actions')).toBe('retry');
    expect(gridAction(key('Enter'), 'select')).toBe('toggle');
  });
});
