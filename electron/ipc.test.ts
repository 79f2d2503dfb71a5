import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../core/contract/result.ts';

vi.mock('electron/main', () => ({ ipcMain: { handle() {} } }));

const { createAnswer } = await import('./ipc.ts');

const ours = { contentsId: 3, frame: { parent: null, origin: 'app://clinic-outbox' } };

let windowId: number | null;
let asked: unknown[];
let told: string[];
let answer: ReturnType<typeof createAnswer>;

beforeEach(() => {
  windowId = 3;
  asked = [];
  told = [];
  answer = createAnswer({
    window: () => ({ contentsId: () => windowId }),
    client: () => ({
      async call(channel, input) {
        asked.push([channel, input]);
        return ok('done');
      },
    }),
    onCalled: () => {},
    onRefused: (why) => told.push(why),
  });
});

describe('the sender of a request [fault A49]', () => {
  it('is answered as the top frame of our window at our origin', async () => {
    expect(await answer(ours, 'queue.counts', { a: 1 })).toEqual(ok('done'));
    expect(asked).toEqual([['queue.counts', { a: 1 }]]);
    expect(told).toEqual([]);
  });

  it.each([
    ['another window', 'otherWindow', { ...ours, contentsId: 4 }],
    ['a frame that is gone', 'frameGone', { ...ours, frame: null }],
    ['an embedded frame', 'embeddedFrame', { ...ours, frame: { parent: {}, origin: 'app://clinic-outbox' } }],
    ['another origin', 'otherOrigin', { ...ours, frame: { parent: null, origin: 'https://example.org' } }],
    ['about:blank', 'otherOrigin', { ...ours, frame: { parent: null, origin: 'null' } }],
    ['an empty origin', 'otherOrigin', { ...ours, frame: { parent: null, origin: '' } }],
    [
      'our origin as a prefix',
      'otherOrigin',
      { ...ours, frame: { parent: null, origin: 'app://clinic-outbox.evil' } },
    ],
    [
      'our origin in capitals',
      'otherOrigin',
      { ...ours, frame: { parent: null, origin: 'APP://clinic-outbox' } },
    ],
  ])('is refused as %s, and told as %s', async (_, why, sender) => {
    expect(await answer(sender, 'queue.counts', {})).toMatchObject({ error: { code: 'UNTRUSTED_SENDER' } });
    expect(told).toEqual([why]);
    expect(asked).toEqual([]);
  });

  it('is refused while there is no window', async () => {
    windowId = null;

    expect(await answer(ours, 'queue.counts', {})).toMatchObject({ error: { code: 'UNTRUSTED_SENDER' } });
  });
});

it('hands a channel that is no text on as none that exists', async () => {
  await answer(ours, { toString: () => 'queue.counts' }, {});

  expect(asked).toEqual([['', {}]]);
});
