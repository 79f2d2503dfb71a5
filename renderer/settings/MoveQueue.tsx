import { Button, mergeClasses } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RescueExported } from '../../core/contract/rescue.ts';
import type { AppError } from '../../core/contract/result.ts';
import { useCall, useChannel } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { saveFile } from '../save-file.ts';
import { useFormat } from '../shell/format.ts';
import { useNotify } from '../shell/notices.tsx';
import page from '../shell/Page.module.css';
import { useUnsaved } from '../shell/unsaved.ts';
import { errorWords } from '../shell/words.ts';
import { AskDialog } from './AskDialog.tsx';
import { ExportedQueue } from './ExportedQueue.tsx';
import styles from './SettingsPage.module.css';

type Done = Extract<RescueExported, { kind: 'exported' }>;

/** The queue of this PC in one file for another one, what is set aside for that, and taking it back. */
export function MoveQueue() {
  const { t } = useTranslation('storage');
  const notify = useNotify();
  const { run } = useCall('rescue.export', { refreshes: ['rescue.list', 'health.get'] });
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  useUnsaved(done !== null, 'passphrase');
  const opener = useRef<HTMLButtonElement>(null);
  const written = () => {
    setDone(null);
    setTimeout(() => opener.current?.focus());
  };
  const leave = async () => {
    setError(null);
    const result = await run({});
    if (!result.ok) return setError(result.error);
    if (result.value.kind === 'cancelled') return notify({ kind: 'info', text: t('move.cancelled') });
    const { file } = result.value;
    if (file) saveFile(file.fileName, file.content, 'application/octet-stream');
    setDone(result.value);
  };
  return (
    <section className={mergeClasses(page.card, styles.section)} aria-labelledby="move">
      <h2 id="move" className={styles.heading}>
        {t('move.title')}
      </h2>
      <p className={styles.note}>{t('move.intro')}</p>
      {done && !asking ? (
        <ExportedQueue done={done} close={written} />
      ) : (
        <div>
          <Button
            ref={(shown: HTMLButtonElement | null) => {
              opener.current = shown;
            }}
            onClick={() => setAsking(true)}
          >
            {t('move.open')}
          </Button>
        </div>
      )}
      <ErrorBar title={t('move.notDone')} error={error} />
      <SetAside />
      <AskDialog
        open={asking}
        close={() => setAsking(false)}
        title={t('move.askTitle')}
        doIt={t('move.do')}
        busyWords={t('move.busy')}
        act={leave}
      >
        <p>{t('move.ask')}</p>
      </AskDialog>
    </section>
  );
}

function SetAside() {
  const { t } = useTranslation('storage');
  const format = useFormat();
  const notify = useNotify();
  const { data } = useChannel('rescue.list', {}, { staleTime: 0 });
  const { run } = useCall('rescue.takeBack', { refreshes: ['rescue.list', 'health.get'] });
  const [asking, setAsking] = useState<string | null>(null);
  if (!data || data.length === 0) return null;
  const takeBack = async () => {
    const result = await run({ exportId: asking ?? '' });
    const messages = result.ok ? result.value.messages : 0;
    notify(
      result.ok
        ? {
            kind: 'success',
            text: t('move.takenBack', { count: messages, number: format.number(messages) }),
          }
        : { kind: 'error', text: errorWords(t, result.error) },
    );
  };
  return (
    <>
      <h3 className={styles.heading}>{t('move.asideTitle')}</h3>
      {data.map(({ exportId, at, by, messages }) => (
        <div key={exportId} className={styles.row}>
          <span>
            {t('move.asideLine', {
              count: messages,
              number: format.number(messages),
              time: format.dateTime(at),
              name: `\u2068${by}\u2069`,
            })}
          </span>
          <Button size="small" onClick={() => setAsking(exportId)}>
            {t('move.takeBack')}
          </Button>
        </div>
      ))}
      <AskDialog
        open={asking !== null}
        close={() => setAsking(null)}
        title={t('move.takeBackTitle')}
        doIt={t('move.takeBack')}
        act={takeBack}
      >
        <p>{t('move.takeBackBody')}</p>
      </AskDialog>
    </>
  );
}
