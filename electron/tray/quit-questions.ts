import { dialog } from 'electron/main';
import type { Client, TrayView } from '../../core/app-parts.ts';
import type { Draft } from '../../core/contract/assessment.ts';
import type { Words } from '../words.ts';

/**
 * Quitting stops the sending: what waits is safe, and the person should know that it waits, and that drafts are kept. While
 * something is not confirmed the list of the day is one button away.
 */
export async function askQuit(
  { pending, failed }: Pick<TrayView, 'pending' | 'failed'>,
  drafts: number,
  words: Words,
): Promise<'stay' | 'quit' | 'showList'> {
  const open = pending + failed > 0;
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: words('quit.question', { count: pending }),
    ...(drafts > 0 ? { detail: words('quit.drafts', { count: drafts }) } : {}),
    buttons: [words('quit.keepRunning'), words('quit.quit'), ...(open ? [words('quit.list')] : [])],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1 ? 'quit' : response === 2 ? 'showList' : 'stay';
}

/** Something typed on the open page is saved nowhere. True when the person quits all the same. */
export async function askUnsaved(words: Words): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message: words('quit.unsaved'),
    detail: words('quit.unsavedLost'),
    buttons: [words('quit.back'), words('quit.quitUnsaved')],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}

/** Drafts of the person who is signed in; nobody signed in, nothing to tell. */
export async function countDrafts(client: Client): Promise<number> {
  const drafts = await client.call('draft.list', {});
  return drafts.ok ? (drafts.value as readonly Omit<Draft, 'fields'>[]).length : 0;
}
