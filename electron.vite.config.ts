import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// One bundle for each process; the two native packages alone stay outside (DPAPI is loaded on Windows only). Targets are those of the
// oldest Electron that runs the bundle: the test bench's 33 (Chromium 130, Node 20.18).
export default defineConfig({
  main: {
    define: { __TEST_PACK__: JSON.stringify(process.env.CLINIC_OUTBOX_TEST_PACK === '1') },
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        // The second is the thread that db/long-work/beside.ts starts.
        input: { main: 'electron/main.ts', 'long-work': 'db/long-work/thread.ts' },
        external: ['better-sqlite3', '@primno/dpapi'],
        // What both share lies beside them, so that paths from a file's own place hold everywhere.
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: 'electron/preload/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    build: {
      target: 'chrome130',
      minify: true,
      // A data: URL would need a hole in the Content-Security-Policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: 'renderer/index.html' },
    },
    plugins: [react()],
  },
});
