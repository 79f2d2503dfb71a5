import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { protocol, type Session } from 'electron/main';
import { type AssetList, assetFor, contentTypeOf } from '../assets.ts';
import { contentSecurityPolicy, securityHeaders } from '../security-headers.ts';
import { appOrigin } from './app-origin.ts';

/** Before Electron is ready, once. No CSP bypass, no service workers. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the window's files to one session, by the list of the build; anything else is not there. */
export function serveApp(session: Session, rendererDir: string, assets: AssetList): void {
  const headers = securityHeaders(contentSecurityPolicy({ connect: "'none'" }));
  session.protocol.handle('app', (request) => {
    const file = assetFor(request.url, appOrigin, assets);
    if (!file) return new Response('Not found.', { status: 404, headers: { 'Content-Type': 'text/plain' } });
    const body = Readable.toWeb(createReadStream(join(rendererDir, file))) as ReadableStream;
    return new Response(body, { headers: { ...headers, 'Content-Type': contentTypeOf(file) } });
  });
}
