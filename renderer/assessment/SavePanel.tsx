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
import type { StudentView } from '../../core/contract/student.ts';
import styles from './Assessment.module.css';
import type { Correcting } from './AssessmentForm.tsx';
import type { FormFault } from './form-paths.ts';
import { DoubtSentences, FaultSentence, useFieldLabel } from './Sentences.tsx';
import { useSendingPromise } from './sending-promise.ts';
import { useStudentName } from './student-name.ts';
import type { Doubt } from './use-doubts.ts';
import type { AfterSave } from './use-saving.ts';

/** "Check before saving": what was refused, what is worth a second look, and the one button. */
export function SavePanel({
  faults,
  onGoTo,
  doubts,
  onConfirm,
  failure,
  saving,
  onSave,
  next,
  correcting,
}: {
  readonly faults: readonly FormFault[];
  readonly onGoTo: (field: FormFault['field']) => void;
  readonly doubts: readonly Doubt[];
  readonly onConfirm: (id: string) => void;
  /** Why the last save failed, in words; null when it did not. */
  readonly failure: string | null;
  readonly saving: boolean;
  readonly onSave: (after?: AfterSave) => void;
  /** In a class the student after this one, null after the last. */
  readonly next?: StudentView | null | undefined;
  readonly correcting?: Correcting | undefined;
}) {
  const { t } = useTranslation('assessment');
  const promise = useSendingPromise();
  const labelOf = useFieldLabel();
  const nameOf = useStudentName();
  const inClass = next !== undefined;
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
                  <Button
                    data-retry
                    size="small"
                    disabledFocusable={saving}
                    onClick={() => onSave(inClass ? 'next' : 'stop')}
                  >
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
                      {labelOf(field)}
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
        onClick={() => onSave(inClass ? 'next' : 'stop')}
      >
        {saving
          ? t('save.saving')
          : correcting
            ? t('save.correction')
            : inClass
              ? t('save.next')
              : t('save.button')}
      </Button>
      {inClass && (
        <>
          <p className={styles.muted}>
            {next ? t('save.nextName', { name: nameOf(next) }) : t('save.lastOfClass')}
          </p>
          <Button disabledFocusable={saving} onClick={() => onSave('stop')}>
            {t('save.button')}
          </Button>
        </>
      )}
      {correcting && (
        <Button disabledFocusable={saving} onClick={correcting.onCancel}>
          {t('common:cancel')}
        </Button>
      )}
      <p className={styles.muted}>{promise}</p>
      <p className={styles.muted}>{t(inClass ? 'save.classKeys' : 'save.keys')}</p>
    </aside>
  );
}
