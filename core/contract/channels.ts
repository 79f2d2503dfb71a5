import { z } from 'zod';
import type { Channel } from './channel.ts';
import type { ChannelName, EventName } from './channel-names.ts';
import { outboxChannels } from './channels-outbox.ts';
import { peopleChannels } from './channels-people.ts';
import { receiversChannels } from './channels-receivers.ts';
import { upkeepChannels } from './channels-upkeep.ts';
import { visitsChannels } from './channels-visits.ts';
import { healthSchema, linkSchema } from './health.ts';
import { operationProgressSchema, queueCountsSchema } from './queue.ts';
import { sessionSchema } from './session.ts';

/** Every request the window can make; both sides are typed from it. Each room of the window has a page of its own. */
export const channels = {
  ...peopleChannels,
  ...visitsChannels,
  ...outboxChannels,
  ...receiversChannels,
  ...upkeepChannels,
} as const satisfies Record<ChannelName, Channel>;

export type Channels = typeof channels;

/** What a caller hands in, before defaults are filled. */
export type ChannelInput<C extends ChannelName> = z.input<Channels[C]['input']>;

/** What a handler gets, after parsing. */
export type ParsedInput<C extends ChannelName> = z.output<Channels[C]['input']>;

export type ChannelOutput<C extends ChannelName> = z.output<Channels[C]['output']>;

/** Pushes from main to every window. A lost one does no harm: the window takes a fresh snapshot when it is shown. */
export const events = {
  'queue:changed': z.object({ rev: z.number().int(), counts: queueCountsSchema }),
  'operation:progress': operationProgressSchema,
  network: z.object({ links: z.array(linkSchema) }),
  drainer: healthSchema.shape.drainer,
  alerts: z.object({ alerts: healthSchema.shape.alerts }),
  session: sessionSchema,
  /** The tray asks the window to show a page. */
  navigate: z.object({
    page: z.enum(['queue', 'assessment', 'activity', 'reports', 'settings']),
    status: z.enum(['all', 'pending', 'failed']).optional(),
    tab: z.enum(['sending', 'connection', 'audit']).optional(),
    /** What to ask there at once, as if its button had been pressed. */
    ask: z.enum(['retryFailed']).optional(),
  }),
  /** So long until the session is locked for want of anybody; 0 when it was: what is typed is to be kept at once. */
  lock: z.object({ inMs: z.number().int().min(0) }),
} as const satisfies Record<EventName, z.ZodType>;

export type EventPayload<E extends EventName> = z.infer<(typeof events)[E]>;
