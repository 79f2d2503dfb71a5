import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { cacheFolder } from './peers.ts';

const root = join(import.meta.dirname, '..', '..');
let made: string | null = null;

/** The children of the bench, each bundled as the product is (electron.vite.config.ts); returns the path of one. */
export async function bundled(name: string): Promise<string> {
  made ??= await bundle();
  return join(made, `${name}.mjs`);
}

async function bundle(): Promise<string> {
  const outDir = join(cacheFolder, 'bundles');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      rollupOptions: {
        input: Object.fromEntries(
          ['send-first', 'driver-alone', 'host-idle', 'node-idle'].map((name) => [
            name,
            join(root, 'build', 'bench', 'child', `${name}.ts`),
          ]),
        ),
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  });
  const modules = join(cacheFolder, 'node_modules');
  rmSync(modules, { force: true });
  symlinkSync(join(root, 'node_modules'), modules);
  return outDir;
}
