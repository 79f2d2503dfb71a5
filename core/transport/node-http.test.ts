import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Modules of Node's that a process has loaded after it imported the transport and done what `then` says. */
function loadedAfter(then: string): string {
  const transport = join(import.meta.dirname, 'node-transport.ts');
  const http = join(import.meta.dirname, 'node-http.ts');
  const script = `
    await import(${JSON.stringify(transport)});
    const { nodeHttp } = await import(${JSON.stringify(http)});
    ${then}
    process.stdout.write(process.moduleLoadList.filter((name) => name.includes('_http_client')).join());`;
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
}

it('loads HTTP with the first connection that needs it, and not to send over MLLP', () => {
  expect(loadedAfter('')).toBe('');
  expect(loadedAfter('nodeHttp();')).toContain('_http_client');
});
