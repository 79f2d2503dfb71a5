import { fail, ok, type Result } from '../../core/contract/result.ts';

/** What the channel takes, less the third that base64 adds. */
export const maxRosterBytes = 10_000_000;

/** The bytes of a chosen file as the channel wants them; which text they are, main finds out. */
export async function readRosterFile(
  file: File,
): Promise<Result<{ readonly fileName: string; readonly contentBase64: string }>> {
  if (file.size > maxRosterBytes) return fail('FILE_TOO_LARGE', 'The file is larger than 10 MB.');
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onerror = () => resolve(fail('NOT_A_CSV', 'The file could not be read. Choose it again.'));
    reader.onload = () => {
      const url = String(reader.result);
      resolve(ok({ fileName: file.name.slice(0, 255), contentBase64: url.slice(url.indexOf(',') + 1) }));
    };
    reader.readAsDataURL(file);
  });
}
