/** Names alone, without zod, so that the preload script stays small. `channels.ts` holds what they carry. */
export const channelNames = [
  'session.current',
  'session.signIn',
  'session.signOut',
  'account.list',
  'account.save',
  'account.unlock',
  'school.list',
  'school.save',
  'student.search',
  'student.recent',
  'student.get',
  'roster.preview',
  'roster.import',
  'draft.save',
  'draft.get',
  'draft.list',
  'draft.discard',
  'assessment.save',
  'assessment.history',
  'queue.query',
  'queue.counts',
  'queue.idsInRange',
  'queue.preview',
  'queue.retry',
  'operation.undo',
  'message.detail',
  'message.sendAgain',
  'message.cancel',
  'destination.list',
  'destination.save',
  'destination.test',
  'destination.pause',
  'destination.resume',
  'health.get',
  'health.activity',
  'storage.get',
  'storage.acknowledge',
  'backup.create',
  'settings.get',
  'settings.save',
] as const;

export type ChannelName = (typeof channelNames)[number];

export const eventNames = ['queue:changed', 'network', 'drainer', 'alerts', 'session', 'navigate'] as const;

export type EventName = (typeof eventNames)[number];
