import type { AttemptView, MessageDetail } from '../../core/contract/message.ts';

/** What happened to a message, one thing each, and at the end what it waits for. */
export type TimelineEntry =
  | { readonly kind: 'created'; readonly at: number }
  | { readonly kind: 'attempt'; readonly at: number; readonly attempt: AttemptView }
  | { readonly kind: 'retry'; readonly at: number; readonly by: string }
  | { readonly kind: 'stopped'; readonly at: number | null }
  | { readonly kind: 'waits'; readonly at: null };

/** The story of a message in its order; a person who put it back stands before the attempt that followed. */
export function timelineOf({
  row,
  attempts,
  manualRetries,
}: Pick<MessageDetail, 'row' | 'attempts' | 'manualRetries'>): readonly TimelineEntry[] {
  const past: readonly (TimelineEntry & { readonly at: number })[] = [
    { kind: 'created', at: row.createdAt },
    ...manualRetries.map(({ at, by }) => ({ kind: 'retry', at, by }) as const),
    ...attempts.map((attempt) => ({ kind: 'attempt', at: attempt.startedAt, attempt }) as const),
  ];
  const story = past.toSorted((a, b) => a.at - b.at);
  const last = attempts.at(-1);
  if (row.state === 'failed') return [...story, { kind: 'stopped', at: last?.finishedAt ?? null }];
  return row.state === 'pending' ? [...story, { kind: 'waits', at: null }] : story;
}
