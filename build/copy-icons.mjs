// After the bundles: the tray's and the application's icons lie beside the bundles that load them by path.
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
cpSync(join(root, 'build', 'tray'), join(root, 'out', 'tray'), { recursive: true });
mkdirSync(join(root, 'out', 'icons'), { recursive: true });
for (const name of ['icon.ico', 'icon.png'])
  cpSync(join(root, 'build', name), join(root, 'out', 'icons', name));
