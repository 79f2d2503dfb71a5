import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messageStates } from '../contract/message.ts';
import { tableOf } from '../support/testing/doc-table.ts';
import { backoffDelaysMs } from './backoff.ts';
import { outcomeRows } from './outcomes.ts';
import { transitions } from './state.ts';

const page = readFileSync('docs/delivery.md', 'utf8');

const table = (...header: readonly string[]) => tableOf(page, ...header);

const states = (cell: string | undefined) =>
  cell === '-' ? [] : (cell ?? '').split(',').map((state) => state.trim().replaceAll('`', ''));

describe('docs/delivery.md and the code', () => {
  it('name the same changes of state', () => {
    const written = table('from', 'event', 'to').map(([from, event, to]) => ({
      from: states(from),
      says: event,
      to: states(to),
    }));

    expect(written).toEqual(
      transitions.map(({ from, says, to }) => ({ from: [...from], says, to: [...to] })),
    );
  });

  it('know no state that does not exist, and miss none', () => {
    const named = new Set(transitions.flatMap(({ from, to }) => [...from, ...to]));

    expect([...named].sort()).toEqual([...messageStates].sort());
  });

  it('judge every answer alike', () => {
    const written = table('seen', 'class').map(([seen, outcome]) => ({ seen, class: outcome }));

    expect(written).toEqual(outcomeRows.map(({ seen, class: outcome }) => ({ seen, class: outcome })));
  });

  it('print the same delays', () => {
    expect(backoffDelaysMs.map((delayMs) => delayMs / 1000)).toEqual([30, 60, 120, 300, 600, 1800, 3600]);
    expect(page).toContain('30 s, 1, 2, 5, 10, 30 min, then hourly');
  });
});

describe('the database', () => {
  it('allows the states of the contract and no other', () => {
    const sql = readFileSync('db/migrations/0000_initial.sql', 'utf8');
    const [, list] = /"messages_state" CHECK\(.*? IN \(([^)]*)\)/s.exec(sql) ?? [];

    expect(list?.split(',').map((state) => state.trim().replaceAll("'", ''))).toEqual([...messageStates]);
  });
});
