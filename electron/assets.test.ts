import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assetFor, assetList, contentTypeOf } from './assets.ts';

const names = ['index.html', 'assets/app.js'];
const assets = assetList(names);
const origin = 'app://clinic-outbox';

describe('the files of the window', () => {
  it('are found by their path, the first page also by none', () => {
    expect(assetFor(`${origin}/`, origin, assets)).toBe('index.html');
    expect(assetFor(`${origin}/assets/app.js?v=1#top`, origin, assets)).toBe('assets/app.js');
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
    '/toString',
    '/__proto__',
  ])('are not found by %j', (path) => {
    expect(assets.find(path)).toBeNull();
  });

  it.each([
    'app://another/index.html',
    'app://clinic-outbox:80/index.html',
    'app://clinic-outbox.evil/index.html',
    'app://user@another/index.html',
    'file:///index.html',
    'https://clinic-outbox/index.html',
    'index.html',
    '',
  ])('are not given to %j', (address) => {
    expect(assetFor(address, origin, assets)).toBeNull();
  });

  it('are the listed ones and no other, whatever is asked [fault A60]', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '/', '\\', '%2f', '%5c', '%2e', '%00', '%', '~', 'C:', '?', '#', '@', ':'),
      fc.constantFrom('assets', 'index.html', 'app.js', 'secret.txt', 'app.asar', 'package.json'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    const path = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(path, (asked) => {
        expect([null, ...names]).toContain(assets.find(asked));
        expect([null, ...names]).toContain(assetFor(`${origin}/${asked}`, origin, assets));
        expect([null, ...names]).toContain(assetFor(origin + asked, origin, assets));
      }),
      { numRuns: 1000 },
    );
  });

  it('never become scripts by an unknown ending', () => {
    expect(contentTypeOf('x.bin')).toBe('application/octet-stream');
  });
});
