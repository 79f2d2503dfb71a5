import { expect, it } from 'vitest';
import { problemCodes } from '../../core/contract/message.ts';
import { problemAction } from './problem-action.ts';

it('offers settings to administrators alone', () => {
  const offered = new Set(problemCodes.map((code) => problemAction(code, 'nurse')));

  expect([...offered].sort()).toEqual([null, 'copy', 'probe'].sort());
  expect(problemAction('AUTH', 'admin')).toBe('destination');
  expect(problemAction('CONFIG', 'admin')).toBe('schools');
});

it('lets anybody check a line that is down', () => {
  expect(problemAction('NET_OFFLINE', 'nurse')).toBe('probe');
});
