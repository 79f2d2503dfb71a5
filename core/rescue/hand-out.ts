import type { RescueExported } from '../contract/rescue.ts';
import { fail, type Result } from '../contract/result.ts';
import type { SaveFile } from '../host/ports.ts';
import { dubaiTime } from '../queue/csv.ts';
import type { SealedRescue } from './ports.ts';

/** Gives a sealed queue to the person; `failed` when the file could not be written. Its name tells nothing about people. */
export async function handOut(sealed: SealedRescue, saveFile: SaveFile): Promise<RescueExported | 'failed'> {
  const { summary, passphrase, recovery, text: content } = sealed;
  const fileName = `clinic-outbox-${dubaiTime(summary.exportedAt).slice(0, 10)}.rescue`;
  const outcome = await saveFile({ fileName, content });
  if (outcome === 'failed') return 'failed';
  if (outcome === 'cancelled') return { kind: 'cancelled' };
  const file = outcome === 'byWindow' ? { fileName, content } : null;
  return { kind: 'exported', summary, passphrase, recovery, file };
}

/** What is said then: everything is as it was. */
export function notSaved(): Result<never> {
  return fail('NOT_SAVED', 'The file was not written. Choose another folder and try again.');
}
