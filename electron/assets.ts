import { readdirSync } from 'node:fs';
import { extname, relative, sep } from 'node:path';

/** The files of the window that may be served: what the build made, by exact name, and nothing else. */
export interface AssetList {
  /** The file for a URL path, relative to the renderer's folder; null when it is not one of ours. */
  find(urlPath: string): string | null;
}

/** Lists the folder once at start; a path that is not in the list is not there, however it is written. */
export function listAssets(rendererDir: string): AssetList {
  const files = new Set(
    readdirSync(rendererDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(rendererDir, `${entry.parentPath}${sep}${entry.name}`).split(sep).join('/')),
  );
  return {
    find(urlPath) {
      const name = decoded(urlPath)?.replace(/^\//, '');
      return name !== undefined && files.has(name) ? name : null;
    },
  };
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
