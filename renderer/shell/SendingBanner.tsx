import { Button, mergeClasses } from '@fluentui/react-components';
import { InfoFilled, PauseCircleFilled, WarningFilled } from '@fluentui/react-icons';
import type { TFunction } from 'i18next';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Health, Link } from '../../core/contract/health.ts';
import { useCall, useHealth } from '../api-hooks.ts';
import { useNow } from '../now.ts';
import { type Format, useFormat } from './format.ts';
import { useNotify } from './notices.tsx';
import { RestartSender } from './RestartSender.tsx';
import styles from './SendingBanner.module.css';
import { type SendingState, sendingState } from './sending-state.ts';
import { useSilentSender } from './use-silent-sender.ts';
import { errorWords, problemWords } from './words.ts';

/** One line above the page while sending is not as usual; it cannot be closed, because closing would not mend it. */
export function SendingBanner() {
  const health = useHealth();
  const now = useNow(1000);
  const silent = useSilentSender(health?.drainer);
  if (!health) return null;
  const state = sendingState(health, now, silent);
  return <BannerLine state={state} health={health} />;
}

function BannerLine({ state, health }: { readonly state: SendingState; readonly health: Health }) {
  const { t } = useTranslation();
  const format = useFormat();
  useBackOnline(state, health);
  if (state.kind === 'fine') return <div role="status" />;
  const quiet = state.kind === 'practice' || state.kind === 'test';
  const { title, detail } = wordsOf(t, format, state, health.pending);
  return (
    <section aria-label={t('banner.label')} className={mergeClasses(styles.banner, quiet && styles.quiet)}>
      <span className={styles.icon} aria-hidden="true">
        {quiet ? <InfoFilled /> : state.kind === 'paused' ? <PauseCircleFilled /> : <WarningFilled />}
      </span>
      {/* Only the state is announced: the count in the detail changes with each save. */}
      <p className={styles.words}>
        <strong role="status">{title}</strong> {detail}
      </p>
      {'link' in state && !quiet && <ProbeButton state={state} />}
      {state.kind === 'stopped' && <RestartSender small />}
    </section>
  );
}

/** Checks now, or lifts a pause: for main both are a probe of this destination. */
function ProbeButton({ state }: { readonly state: Extract<SendingState, { link: unknown }> }) {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy } = useCall('destination.resume', { refreshes: ['health.get', 'destination.list'] });
  const probe = async () => {
    const result = await run({ id: state.link.destinationId });
    if (!result.ok) notify({ kind: 'error', text: errorWords(t, result.error) });
  };
  return (
    <Button size="small" className={styles.button} disabled={busy} onClick={() => void probe()}>
      {t(busy ? 'connection.checking' : state.kind === 'paused' ? 'banner.resume' : 'checkNow')}
    </Button>
  );
}

/** Says once that the line is back, after the banner had said that it was gone and only when a connection proves it. */
function useBackOnline(state: SendingState, { links, pending }: Health): void {
  const { t } = useTranslation();
  const notify = useNotify();
  const away = useRef<readonly string[]>([]);
  useEffect(() => {
    const lines = new Map(links.map((link) => [link.destinationId, link.state]));
    if (state.kind === 'offline' || state.kind === 'unreachable') {
      away.current = [...lines].flatMap(([id, line]) =>
        line === 'offline' || line === 'unreachable' ? id : [],
      );
      return;
    }
    // A line that is down says nothing for its first seconds, and one of which nothing is known is no news.
    const known = away.current.filter((id) => lines.has(id));
    if (known.length === 0 || known.some((id) => lines.get(id) !== 'connected')) return;
    away.current = [];
    notify({ kind: 'success', text: t('banner.backOnline', { count: pending }) });
  });
}

function wordsOf(
  t: TFunction,
  format: Format,
  state: Exclude<SendingState, { kind: 'fine' }>,
  count: number,
): { readonly title: string; readonly detail: string } {
  if (state.kind === 'stopped') return { title: t('banner.stopped'), detail: t('banner.stoppedDetail') };
  const { name, problem, pausedUntil } = state.link;
  const title = t(`banner.${state.kind}`, { name });
  switch (state.kind) {
    case 'paused': {
      if (problem !== null) return problemBanner(t, title, problem);
      if (pausedUntil === null) return { title, detail: t('banner.pausedDetail', { count }) };
      return { title, detail: t('banner.pausedUntilDetail', { count, time: format.time(pausedUntil) }) };
    }
    case 'offline':
    case 'unreachable':
      // A folder has nothing to do with the internet: its own words say what is the matter.
      if (problem?.startsWith('FOLDER_')) {
        return { title: problemWords(t, problem).title, detail: problemWords(t, problem).sentence };
      }
      return { title, detail: t(`banner.${state.kind}Detail`, { count }) };
    case 'practice':
      return { title, detail: practiceWords(t, state.link) };
    case 'test':
      return { title, detail: t('banner.testDetail', { name }) };
  }
}

/** The kind of a profile says practice; only its address says whether messages leave this PC. */
function practiceWords(t: TFunction, { folder, practiceHost }: Link): string {
  if (folder) return t('banner.folderDetail');
  if (!practiceHost) return t('banner.practiceDetail');
  return t('banner.practiceHostDetail', { host: `\u2068${practiceHost}\u2069` });
}

function problemBanner(t: TFunction, title: string, problem: Parameters<typeof problemWords>[1]) {
  const words = problemWords(t, problem);
  return { title: t('banner.because', { title, reason: words.title }), detail: words.sentence };
}
