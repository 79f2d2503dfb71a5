import { describe, expect, it } from 'vitest';
import type { TrayView } from '../../core/app-parts.ts';
import { defaultSettings } from '../../core/contract/destination.ts';
import { trayStates } from '../../core/contract/health.ts';
import { wordsIn } from '../words.ts';
import { type TrayActions, trayMenu } from './tray-menu.ts';
import { tooltipOf } from './tray-words.ts';
import { isWanted } from './wanted.ts';

const now = Date.UTC(2026, 10, 24, 8);
const en = wordsIn('en');

function view(change: Partial<TrayView> = {}): TrayView {
  return {
    state: 'idle',
    pending: 0,
    failed: 0,
    sending: 0,
    sentOfRun: 0,
    nextAutoAt: null,
    lastAcceptedAt: null,
    line: 'up',
    pausedUntil: null,
    ...change,
  };
}

describe('the tooltip', () => {
  it.each([
    [view({ lastAcceptedAt: now - 125_000 }), /^Clinic Outbox - Up to date\. Last accepted 2 min\.? ago\.$/],
    [
      view({ state: 'waiting', pending: 8, nextAutoAt: now + 42_000 }),
      /- 8 messages waiting\. Next try in 42 s\.$/,
    ],
    [view({ state: 'sending', sending: 1, pending: 12 }), /- Sending 1 of 12 messages\.$/],
    [view({ state: 'sending', sending: 1, pending: 10, sentOfRun: 2 }), /- Sending 3 of 12 messages\.$/],
    [view({ state: 'sending', sending: 1, pending: 1 }), /- Sending 1 message\.$/],
    [
      view({ state: 'offline', line: 'offline', pending: 12 }),
      /- No internet\. 12 messages saved, will be sent when online\.$/,
    ],
    [
      view({ state: 'attention', failed: 4, pending: 8, line: 'offline' }),
      /- 4 messages need attention\. No internet\. 8 messages waiting\.$/,
    ],
    [
      view({ state: 'paused', line: 'paused', pending: 12, pausedUntil: Date.UTC(2026, 10, 24, 10) }),
      /- Sending paused until 14:00\. 12 messages waiting\.$/,
    ],
    [
      view({ state: 'attention', line: 'stopped', pending: 1 }),
      /administrator is needed\. 1 message waiting\.$/,
    ],
  ])('says the state and what hides behind it: %o', (shown, expected) => {
    expect(tooltipOf(shown, en, now)).toMatch(expected);
  });

  it('stays within the 127 characters of Windows in both languages, whatever the counts, and ends with a sentence', () => {
    for (const state of trayStates)
      for (const line of ['up', 'offline', 'unreachable', 'paused', 'stopped'] as const)
        for (const language of ['en', 'ar'] as const) {
          const shown = view({
            state,
            line,
            pending: 123_456,
            sentOfRun: 123_456,
            failed: 123_456,
            nextAutoAt: now + 3_599_000,
            lastAcceptedAt: now - 1,
            pausedUntil: now,
          });
          const text = tooltipOf(shown, wordsIn(language), now);
          expect(text.length, text).toBeLessThanOrEqual(127);
          expect(text).toMatch(/\.$/);
        }
  });
});

describe('the menu', () => {
  const actions = new Proxy({}, { get: () => () => {} }) as TrayActions;
  const ids = (shown: TrayView, session: Parameters<typeof trayMenu>[2]) =>
    trayMenu(shown, en, session, actions, now).flatMap(({ id, label, enabled }) =>
      id ? [`${id}${enabled === false ? ' (off)' : ''}: ${label}`] : [],
    );

  it('counts, and offers a pause to administrators alone', () => {
    const shown = view({ state: 'attention', failed: 4, pending: 8 });

    expect(ids(shown, { signedIn: true, admin: false, dataOpen: true, key: null })).toEqual([
      'open: Open Clinic Outbox',
      'newAssessment: New assessment',
      'queue: Open queue',
      'retryFailed: Retry failed (4)...',
      'sendWaiting: Send waiting now (8)',
      'pause (off): Pause sending (administrators)',
      'test: Test connection',
      'diagnostics: Copy diagnostics',
      'settings: Settings',
      'quit: Quit (8 messages will wait)...',
    ]);
    expect(ids(shown, { signedIn: true, admin: true, dataOpen: true, key: null })).toContain(
      'pause: Pause sending',
    );
  });

  it('switches off what there is nothing to do for, and resumes what is paused', () => {
    const menu = ids(view({ line: 'paused', state: 'paused' }), {
      signedIn: true,
      admin: false,
      dataOpen: true,
      key: null,
    });

    expect(menu).toContain('retryFailed (off): Retry failed (0)...');
    expect(menu).toContain('sendWaiting (off): Send waiting now (0)');
    expect(menu).toContain('resume: Resume sending');
  });

  it('leaves only the window and the way out where the data does not open', () => {
    expect(ids(view(), { signedIn: false, admin: false, dataOpen: false, key: null })).toEqual([
      'open: Open Clinic Outbox',
      'quit: Quit...',
    ]);
  });
});

it('tells what a person wants to be told, and of lost data whatever they want', () => {
  const off = { ...defaultSettings, noticeNeedsPerson: 'off', noticeOutages: 'off' } as const;

  expect(isWanted({ kind: 'needsPerson', count: 1 }, defaultSettings)).toBe(true);
  expect(isWanted({ kind: 'needsPerson', count: 1 }, off)).toBe(false);
  expect(isWanted({ kind: 'outageEnded', destination: 'Malaffi' }, off)).toBe(false);
  expect(isWanted({ kind: 'alert', code: 'RECORDS_MISSING' }, off)).toBe(true);
});
