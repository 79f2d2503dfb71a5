import { describe, expect, it } from 'vitest';
import type { NextStep } from '../../core/contract/message.ts';
import { createI18n } from '../i18n.ts';
import { createFormat } from '../shell/format.ts';
import { nextStepWords } from './next-step-words.ts';

const now = Date.UTC(2026, 10, 24, 8);
const english = createI18n('en').t;
const arabic = createI18n('ar').t;

function words(next: NextStep, t = english, language: 'en' | 'ar' = 'en') {
  return nextStepWords({ next, problem: null, problemField: null }, t, createFormat(language, t), now);
}

describe('what happens next, in words', () => {
  it.each<[NextStep, string]>([
    [{ kind: 'sendingShortly' }, 'Sending shortly'],
    [{ kind: 'sendingNow' }, 'Sending now...'],
    [{ kind: 'nextTry', at: now + 205_000 }, 'Next try in 3 min 25 s'],
    [{ kind: 'mayHaveArrived', at: now + 42_000 }, 'May have arrived. Sent again with the same ID in 42 s'],
    [{ kind: 'waitsForInternet' }, 'Waits for internet'],
    [{ kind: 'paused', problem: null, until: now + 2 * 3_600_000 }, 'Paused until 14:00'],
    [{ kind: 'paused', problem: null, until: null }, 'Paused'],
    [{ kind: 'waitingFor', messageId: 12 }, 'Waits for message #12'],
    [{ kind: 'accepted', at: now - 240_000, duplicate: false }, 'Accepted 4 min ago'],
    [{ kind: 'superseded', by: 9 }, 'Replaced by message #9'],
    [{ kind: 'cancelled' }, 'Cancelled'],
  ])('%j', (next, text) => {
    expect(words(next).text).toBe(text);
  });

  it('never counts below zero: a time that has come is shortly', () => {
    expect(words({ kind: 'nextTry', at: now - 5000 }).text).toBe('Sending shortly');
    expect(words({ kind: 'destinationUnreachable', at: now }).text).toContain('Checking now');
  });

  it('names the problem and marks it as one', () => {
    expect(words({ kind: 'problem', problem: 'AUTH' })).toEqual({
      text: 'Malaffi did not accept our key',
      tone: 'problem',
    });
    expect(words({ kind: 'paused', problem: 'AUTH', until: null }).tone).toBe('problem');
  });

  it('is complete in Arabic, with Latin digits', () => {
    const { text } = words({ kind: 'nextTry', at: now + 205_000 }, arabic, 'ar');

    expect(text).toMatch(/[\u0600-\u06ff]/);
    expect(text).toContain('25');
    expect(text).not.toMatch(/[a-z]/i);
  });
});
