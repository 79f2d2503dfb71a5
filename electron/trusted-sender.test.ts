import { describe, expect, it } from 'vitest';
import { isTrustedSender } from './trusted-sender.ts';

const ours = { contentsId: 3, frame: { parent: null, origin: 'app://clinic-outbox' } };

describe('the sender of a request', () => {
  it('is trusted as the top frame of our window at our origin', () => {
    expect(isTrustedSender(ours, 3)).toBe(true);
  });

  it.each([
    ['another window', { ...ours, contentsId: 4 }],
    ['a frame that is gone', { ...ours, frame: null }],
    ['an embedded frame', { ...ours, frame: { parent: {}, origin: 'app://clinic-outbox' } }],
    ['another origin', { ...ours, frame: { parent: null, origin: 'https://example.org' } }],
    ['about:blank', { ...ours, frame: { parent: null, origin: 'null' } }],
    ['an empty origin', { ...ours, frame: { parent: null, origin: '' } }],
    ['our origin as a prefix', { ...ours, frame: { parent: null, origin: 'app://clinic-outbox.evil' } }],
  ])('is refused as %s', (_, sender) => {
    expect(isTrustedSender(sender, 3)).toBe(false);
  });

  it('is refused while there is no window', () => {
    expect(isTrustedSender(ours, null)).toBe(false);
  });
});
