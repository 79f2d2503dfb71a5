import { expect, it } from 'vitest';
import type { TrayView } from '../app-parts.ts';
import type { MessageState } from '../contract/message.ts';
import type { Drainer, DrainerChange } from '../delivery/drainer.ts';
import { silentLog } from '../host/ports.ts';
import { createManualClock } from '../transport/testing/manual-clock.ts';
import { createAnnouncer } from './announcer.ts';

it('counts what was accepted since sending last rested, so that the tray can say "3 of 12"', () => {
  const clock = createManualClock();
  let pending = 3;
  let tell = (_: DrainerChange) => {};
  const listen = (listener: typeof tell) => {
    tell = listener;
  };
  const queue = {
    counts: () => ({ pending, failed: 0, nextDueAt: pending > 0 ? clock.nowMs() : null, successDays: [] }),
  };
  const drainer = { links: () => [], onChange: listen };
  const announcer = createAnnouncer({ queue, clock, log: silentLog } as never, drainer as unknown as Drainer);
  const shown: TrayView[] = [];
  announcer.onTray((view) => shown.push(view));
  const becomes = (state: MessageState) => {
    if (state === 'sent') pending -= 1;
    tell({ kind: 'message', messageId: 1, state });
    clock.advance(300);
    const { sentOfRun, pending: waiting } = shown.at(-1) as TrayView;
    return [sentOfRun, waiting];
  };

  expect(becomes('sending')).toEqual([0, 3]);
  expect(becomes('sent')).toEqual([1, 2]);
  expect(becomes('pending')).toEqual([1, 2]);
  expect(becomes('sent')).toEqual([2, 1]);
  expect(becomes('sent')).toEqual([0, 0]);
  pending = 1;
  expect(becomes('sending')).toEqual([0, 1]);
});
