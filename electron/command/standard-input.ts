import { readSync } from 'node:fs';
import { isatty } from 'node:tty';

const longestBytes = 16 * 1024;

export type ReadSecret =
  | { readonly ok: true; readonly secret: string }
  | { readonly ok: false; readonly sentence: string };

/**
 * One secret from standard input, without its line end and byte-order mark. Read from the descriptor itself, because Electron
 * replaces `process.stdin` in its main process by a stream that is always at its end.
 */
export function readSecret(): ReadSecret {
  if (isatty(0))
    return refused('Hand the secret over on standard input: a pipe or a file, not the keyboard.');
  const bytes = readAll();
  if (bytes === null) return refused('Standard input cannot be read, or holds more than a secret.');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '');
  } catch {
    return refused('Standard input is not UTF-8 text.');
  }
  if (text === '') return refused('Standard input is empty.');
  // A NUL is the sign of UTF-16, a line end that of a whole file.
  if (/\p{Cc}/u.test(text))
    return refused('The secret must be one line of UTF-8 text without control characters.');
  if (text.length > 2000) return refused('The secret is longer than 2000 characters.');
  return { ok: true, secret: text };
}

function refused(sentence: string): ReadSecret {
  return { ok: false, sentence };
}

function readAll(): Uint8Array | null {
  const bytes = Buffer.alloc(longestBytes);
  let length = 0;
  while (length < longestBytes) {
    try {
      const count = readSync(0, bytes, length, longestBytes - length, null);
      if (count === 0) return bytes.subarray(0, length);
      length += count;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Windows tells the end of a pipe as an error; a pipe that does not block is asked again.
      if (code === 'EOF') return bytes.subarray(0, length);
      if (code !== 'EAGAIN') return null;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
  return null;
}
