import type { MessageState } from './message.ts';
import type { Confirmation } from './report.ts';

/** What became of an assessment as a whole, by its messages as they stand: its worst one speaks for it. */
export function confirmationOf(
  messages: readonly { readonly state: MessageState }[],
  enteredInError: boolean,
): Confirmation {
  const states = messages
    .map(({ state }) => state)
    .filter((state) => state !== 'superseded' && state !== 'cancelled');
  if (states.includes('failed')) return 'needsPerson';
  if (states.some((state) => state !== 'sent')) return 'waiting';
  if (enteredInError) return 'takenBack';
  return states.length === 0 ? 'notSent' : 'confirmed';
}
