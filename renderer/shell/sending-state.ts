import { type Health, isSilent, type Link } from '../../core/contract/health.ts';

/** What is worth a line above the page, worst first; `fine` shows none. */
export type SendingState =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'paused' | 'offline' | 'unreachable' | 'test' | 'practice'; readonly link: Link }
  | { readonly kind: 'fine' };

/** Drops shorter than this are nobody's business and would only flash. */
export const quietMs = 10_000;

/** The one thing to say about sending, from the drainer's own findings; `silent` where the window hears nothing of it. */
export function sendingState(
  { drainer, links }: Health,
  now: number,
  silent = isSilent(drainer),
): SendingState {
  if (silent) return { kind: 'stopped' };
  const lasts = ({ since }: Link) => since === null || now - since >= quietMs;
  const first = (state: Link['state']) => links.find((link) => link.state === state);
  const paused = first('paused');
  if (paused) return { kind: 'paused', link: paused };
  const offline = links.find((link) => link.state === 'offline' && lasts(link));
  if (offline) return { kind: 'offline', link: offline };
  const unreachable = links.find((link) => link.state === 'unreachable' && lasts(link));
  if (unreachable) return { kind: 'unreachable', link: unreachable };
  // Live and practice lines may stand side by side; a warning about practice then says which one is meant.
  const test = links.find(
    (link) => !link.practice && (link.processingId !== 'P' || link.mapping === 'unconfirmed'),
  );
  if (test) return { kind: 'test', link: test };
  const practice = links.find((link) => link.practice);
  return practice ? { kind: 'practice', link: practice } : { kind: 'fine' };
}

const severity: readonly Link['state'][] = ['paused', 'offline', 'unreachable', 'unknown', 'connected'];

/** The line that the card shows: the worst of them. */
export function worstLink(links: readonly Link[]): Link | undefined {
  return links.toSorted((a, b) => severity.indexOf(a.state) - severity.indexOf(b.state))[0];
}
