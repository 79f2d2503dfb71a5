import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newPassphrase, seal, unseal } from '../../db/rescue/envelope.ts';
import { nodeCrypto } from './node-crypto.ts';

const root = join(import.meta.dirname, '..', '..');

it('hashes at the full cost, N = 2^17, r = 8, p = 1, as another implementation does', async () => {
  const salt = Uint8Array.from({ length: 16 }, (_, at) => at);

  // Python: hashlib.scrypt(b'an invented password', salt=bytes(range(16)), n=2**17, r=8, p=1, dklen=32).
  expect(Buffer.from(await nodeCrypto.scrypt('an invented password', salt)).toString('hex')).toBe(
    '8e7bbc5b962ed6230771ef67bb811cc7e926958766b1990fe3e5ff4a4fe6f520',
  );
});

it('stretches the passphrase of a rescue file at that cost', async () => {
  const passphrase = newPassphrase();
  const text = await seal({ content: 1 }, passphrase, null, nodeCrypto);

  expect(await unseal(text, { passphrase }, nodeCrypto)).toEqual({ ok: true, content: { content: 1 } });
});

it('is the only one that the product has: the cheap one of the tests is imported by tests alone', () => {
  const importing = ['core', 'db', 'electron'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|fixture|faults/.test(name))
      .map((name) => join(folder, name))
      .filter((name) => /from '[^']*\/fixture\//.test(readFileSync(join(root, name), 'utf8'))),
  );

  expect(importing).toEqual([]);
});
