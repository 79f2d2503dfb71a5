import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { atLeast, atMost, beside, compare, each, type Figure, inFolder, type Side } from './harness.ts';
import { saver } from './saver.ts';
import { encryptedDatabase } from './stores.ts';

/** What encryption costs a save and an open, beside a plain file with the same pragmas and page size. */
export function measureEncryption(): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    const key = randomBytes(32);
    const paths = { encrypted: join(folder, 'encrypted.db'), plain: join(folder, 'plain.db') };
    const encrypted = saver(paths.encrypted, key);
    const plain = saver(paths.plain, null);
    const saves = await compare(plain, { encrypted }, { times: 10 });
    const opening = (path: string, with_: Uint8Array | null): Side =>
      each(() => encryptedDatabase(path, with_, false).close());
    const opens = await compare(
      opening(paths.plain, null),
      { encrypted: opening(paths.encrypted, key) },
      { times: 5 },
    );
    encrypted.close();
    plain.close();
    return [
      atLeast('encrypted save: rate / rate of a plain save', saves.rates.encrypted ?? 0, 0.8),
      beside('A/A control of plain save', saves.control),
      atMost('open with the raw key: time / plain open', 1 / (opens.rates.encrypted ?? 0), 2),
      beside('open with the raw key', `${(opens.ms.encrypted ?? 0).toFixed(2)} ms`),
      beside('A/A control of plain open', opens.control),
    ];
  });
}
