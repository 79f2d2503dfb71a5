import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { expect, it } from 'vitest';

it('the preload bundle is the bridge and the names of channels: no zod, nothing of Node', async () => {
  const built = (await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      ssr: join(import.meta.dirname, 'preload.ts'),
      rollupOptions: { external: ['electron/renderer'] },
    },
    ssr: { noExternal: true },
  })) as Rolldown.RolldownOutput;

  const [chunk] = built.output;

  expect(built.output).toHaveLength(1);
  expect(chunk.moduleIds.map((id) => id.split('/').slice(-2).join('/')).sort()).toEqual([
    'contract/channel-names.ts',
    'preload/preload.ts',
  ]);
  expect(chunk.imports).toEqual(['electron/renderer']);
});
