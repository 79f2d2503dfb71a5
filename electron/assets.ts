import { readFileSync } from 'node:fs';
import { extname } from 'node:path';

/** The files of the window that may be served: what the build made, by exact name, and nothing else. */
export interface AssetList {
  /** The file for a URL path, relative to the renderer's folder; null when it is not one of ours. */
  find(urlPath: string): string | null;
}

/** The list that the build wrote beside the renderer's folder (`build/list-assets.mjs`). */
export function readAssets(listFile: string): AssetList {
  return assetList(JSON.parse(readFileSync(listFile, 'utf8')) as readonly string[]);
}

/** A path that is not in the list is not there, however it is written: no folder is ever walked for a request. */
export function assetList(names: readonly string[]): AssetList {
  const files = new Set(names);
  return {
    find(urlPath) {
      const name = decoded(urlPath)?.replace(/^\//, '');
      return name !== undefined && files.has(name) ? name : null;
    },
  };
}

/** The file for an address of the window; null for another origin, what is no address, and a path that is not in the list. */
export function assetFor(address: string, origin: string, assets: AssetList): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, host, pathname } = new URL(address);
  if (`${protocol}//${host}` !== origin) return null;
  return assets.find(pathname === '/' ? '/index.html' : pathname);
}

function decoded(urlPath: string): string | undefined {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** The content type of a file by its ending; unknown ones are downloads, never scripts. */
export function contentTypeOf(file: string): string {
  return types[extname(file)] ?? 'application/octet-stream';
}
