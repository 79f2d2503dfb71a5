// The last step of the build: the names of the window's files. Both hosts serve these and nothing else.
import { readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const out = join(import.meta.dirname, '..', 'out');
const folder = join(out, 'renderer');
const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .sort();
writeFileSync(join(out, 'assets.json'), `${JSON.stringify(names, null, 2)}\n`);
