import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssetList, contentTypeOf, listAssets } from './assets.ts';

let folder: string;
let assets: AssetList;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-outbox-assets-'));
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'not for the window');
  writeFileSync(join(folder, 'renderer', 'index.html'), '');
  writeFileSync(join(folder, 'renderer', 'assets', 'app.js'), '');
  assets = listAssets(join(folder, 'renderer'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the files of the window', () => {
  it('are found by their path', () => {
    expect(assets.find('/index.html')).toBe('index.html');
    expect(assets.find('/assets/app.js')).toBe('assets/app.js');
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../index.html',
    '//index.html',
    '/',
    '',
    '/%',
    '/assets',
  ])('are not found by %j', (path) => {
    expect(assets.find(path)).toBeNull();
  });

  it('are the listed ones and no other, whatever is asked', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      '%2f',
      '%5c',
      '%00',
      'assets',
      'index.html',
      'secret.txt',
      '~',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const found = assets.find(pieces.join(''));
        expect([null, 'index.html', 'assets/app.js']).toContain(found);
      }),
    );
  });

  it('never become scripts by an unknown ending', () => {
    expect(contentTypeOf('x.bin')).toBe('application/octet-stream');
  });
});
