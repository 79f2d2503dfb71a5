import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  mergeClasses,
} from '@fluentui/react-components';
import { SaveRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Assessment.module.css';
import type { FormFault } from './read-form.ts';
import { DoubtSentences, FaultSentence } from './Sentences.tsx';
import { useSendingPromise } from './sending-promise.ts';
import type { Doubt } from './use-doubts.ts';

/** "Check before saving": what was refused, what is worth a second look, and the one button. */
export function SavePanel({
  faults,
  onGoTo,
  doubts,
  onConfirm,
  failure,
  saving,
  onSave,
}: {
  readonly faults: readonly FormFault[];
  readonly onGoTo: (field: FormFault['field']) => void;
  readonly doubts: readonly Doubt[];
  readonly onConfirm: (id: string) => void;
  /** Why the last save failed, in words; null when it did not. */
  readonly failure: string | null;
  readonly saving: boolean;
  readonly onSave: () => void;
}) {
  const { t } = useTranslation('assessment');
  const promise = useSendingPromise();
  const open = doubts.filter(({ confirmed }) => !confirmed);
  const panel = useRef<HTMLElement>(null);
  const [confirmedNow, setConfirmedNow] = useState<string | null>(null);
  // The button that was pressed is gone: the next one takes the focus, at last the one that saves.
  useEffect(() => {
    if (confirmedNow !== null) panel.current?.querySelector<HTMLElement>('[data-next-check]')?.focus();
  }, [confirmedNow]);
  // The fields were inert while main was asked, and the page lost its focus with them.
  useEffect(() => {
    if (failure !== null) panel.current?.querySelector<HTMLElement>('[data-retry]')?.focus();
  }, [failure]);
  return (
    <aside
      ref={panel}
      className={mergeClasses(styles.card, styles.savePanel)}
      aria-labelledby="check-before-saving"
    >
      <h2 id="check-before-saving" className={styles.sectionTitle}>
        {t('check.title')}
      </h2>
      <div className={styles.checks}>
        <div role="alert" className={styles.alert}>
          {failure !== null && (
            <MessageBar intent="error" layout="multiline">
              <MessageBarBody>
                <MessageBarTitle>{t('notSaved.title')}</MessageBarTitle>
                {failure}
                <div className={styles.barAction}>
                  <Button data-retry size="small" disabledFocusable={saving} onClick={onSave}>
                    {t('common:tryAgain')}
                  </Button>
                </div>
              </MessageBarBody>
            </MessageBar>
          )}
        </div>
        {faults.length > 0 && (
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>{t('check.errors', { count: faults.length })}</MessageBarTitle>
              <ul className={styles.faults}>
                {faults.map(({ field, rule }) => (
                  <li key={field}>
                    <button type="button" className={styles.faultLink} onClick={() => onGoTo(field)}>
                      {t(`fields.${field}`)}
                    </button>
                    <span>
                      <FaultSentence field={field} rule={rule} />
                    </span>
                  </li>
                ))}
              </ul>
            </MessageBarBody>
          </MessageBar>
        )}
        {open.map((doubt) => (
          <MessageBar key={doubt.id} intent="warning" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle className={styles.barTitle}>{t(`fields.${doubt.field}`)}</MessageBarTitle>
              <DoubtSentences doubt={doubt} />
              <div className={styles.barAction}>
                <Button
                  size="small"
                  data-next-check
                  onClick={() => {
                    onConfirm(doubt.id);
                    setConfirmedNow(doubt.id);
                  }}
                >
                  {t('check.correct')}
                </Button>
              </div>
            </MessageBarBody>
          </MessageBar>
        ))}
        {open.length === 0 && faults.length === 0 && failure === null && (
          <p className={styles.muted}>{t('check.nothing')}</p>
        )}
      </div>
      <Button
        appearance="primary"
        size="large"
        data-next-check
        icon={<SaveRegular />}
        disabledFocusable={saving}
        onClick={onSave}
      >
        {saving ? t('save.saving') : t('save.button')}
      </Button>
      <p className={styles.muted}>{promise}</p>
      <p className={styles.muted}>{t('save.keys')}</p>
    </aside>
  );
}
