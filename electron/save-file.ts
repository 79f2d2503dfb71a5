import { writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { app, dialog } from 'electron/main';
import type { SaveFile } from '../core/host/ports.ts';

/** Asks where a file is to go, in the documents of whoever works here at first, and writes it for that person alone. */
export const saveFile: SaveFile = async ({ fileName, content }) => {
  const extension = extname(fileName).slice(1);
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: join(app.getPath('documents'), fileName),
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
  });
  if (canceled || !filePath) return 'cancelled';
  try {
    await writeFile(filePath, content, { mode: 0o600 });
    return 'saved';
  } catch {
    // The person reads why nothing is there; the place they chose is theirs and not the log's.
    return 'failed';
  }
};
