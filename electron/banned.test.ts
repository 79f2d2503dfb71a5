import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { contentSecurityPolicy, securityHeaders } from './security-headers.ts';

const made: { readonly webPreferences?: unknown }[] = [];

vi.mock('electron/main', () => ({
  app: { isPackaged: true },
  BrowserWindow: class {
    constructor(options: (typeof made)[number]) {
      made.push(options);
    }
    removeMenu() {}
    on() {}
  },
}));

const root = join(import.meta.dirname, '..');

interface Source {
  readonly path: string;
  readonly code: string;
}

/** Every source that is packed, without its comments: what they warn of is no use of it. */
const sources: readonly Source[] = ['core', 'db', 'electron', 'renderer'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter(
      (path) =>
        /\.tsx?$/.test(path) && !/\.test\.|\/fixture\/|\/testing\/|\/faults\/|^renderer\/e2e\//.test(path),
    )
    .map((path) => ({ path, code: withoutComments(readFileSync(join(root, path), 'utf8')) })),
);

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** What may stand in the named files alone, and why it is dangerous elsewhere. */
const confined: readonly (readonly [what: string, pattern: RegExp, allowed: readonly string[]])[] = [
  ['a window that is not hardened', /new BrowserWindow\b/, ['electron/window/create-window.ts']],
  ['another kind of contents', /\b(BrowserView|WebContentsView|BaseWindow|webviewTag: true)\b|<webview/, []],
  ['a second way into main', /\bipcMain\b/, ['electron/ipc.ts']],
  ['the bridge beside the bridge', /\bipcRenderer\b/, ['electron/preload/preload.ts']],
  ['another program that is opened', /\bshell\b.*from 'electron|openExternal|openPath|showItemInFolder/, []],
  ['a session of its own', /fromPartition|fromPath|persist:/, ['electron/window/harden-session.ts']],
  ['a dump of memory', /crashReporter/, []],
  ['code from text', /\beval\(|new Function\(|executeJavaScript|insertCSS/, []],
  ['markup from text', /innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySetInnerHTML/, []],
  ['a weaker window', /(sandbox|contextIsolation|webSecurity): false|nodeIntegration\w*: true/, []],
  [
    'features that nobody reviewed',
    /experimentalFeatures|enableBlinkFeatures|allowRunningInsecureContent/,
    [],
  ],
  ['a hole in the policy', /bypassCSP|allowServiceWorkers|unsafe-(inline|eval)/, []],
  // The connection test shows the certificate that was presented and hangs up; nothing is sent.
  [
    'a certificate that is not checked',
    /rejectUnauthorized: false|NODE_TLS_REJECT_UNAUTHORIZED/,
    ['core/transport/presented-certificate.ts'],
  ],
  ['the database in clear', /\.serialize\(|\bATTACH\b|PRAGMA (re)?key\b|pragma\(['"`](re)?key\b/, []],
  ['statements with their values in a log', /\bverbose:|\blogger:|drizzle\([^)]*\blogger\b/, []],
  ['a log that loads a script into windows', /log\.initialize\(|electron-log(\/main|\/renderer)?['"]/, []],
];

/** Types alone load nothing. */
const typeImport = /import type [^;]+;/g;

describe('the sources [fault A58]', () => {
  it.each(confined)('hold no %s', (_, pattern, allowed) => {
    const users = sources
      .filter(({ code }) => pattern.test(code.replace(typeImport, '')))
      .map(({ path }) => path);

    expect(users).toEqual(allowed);
  });

  it('are read at all', () => {
    expect(sources.length).toBeGreaterThan(400);
    expect(withoutComments('a // new BrowserWindow\n/* eval( */ b')).toBe('a \n b');
  });
});

describe('what a window is made of [fault A58]', () => {
  it('is the whole list, in the packed application without developer tools', async () => {
    const { createHardenedWindow } = await import('./window/create-window.ts');
    const session = {} as never;

    createHardenedWindow(session, { title: 'Clinic Outbox' });

    expect(made[0]?.webPreferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      backgroundThrottling: false,
      devTools: false,
      session,
      preload: join(import.meta.dirname, 'preload', 'preload.cjs'),
    });
  });

  it('comes with the policy word for word, and with headers that keep it apart', () => {
    const policy =
      "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'";

    expect(contentSecurityPolicy({ connect: "'none'" })).toBe(policy);
    expect(securityHeaders(policy)).toEqual({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    });
  });
});
