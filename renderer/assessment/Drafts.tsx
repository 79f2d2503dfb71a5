import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../core/contract/assessment.ts';
import type { AppError } from '../../core/contract/result.ts';
import { useCall, useChannel } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { useFormat } from '../shell/format.ts';
import styles from './Assessment.module.css';
import { useStudentName } from './student-name.ts';

type Kept = Omit<Draft, 'fields'>;

interface Offer {
  readonly onContinue: (draft: Draft) => void;
  /** The bar with its buttons is gone: the focus needs another place. */
  readonly onDiscarded: () => void;
}

/** Unfinished assessments of this person, offered after a crash or an interruption. */
export function Drafts({ onContinue, onDiscarded }: Offer) {
  const { t } = useTranslation('assessment');
  const drafts = useChannel('draft.list', {}, { staleTime: 0 });
  const kept = drafts.data ?? [];
  if (kept.length === 0) return null;
  return (
    <section aria-label={t('draft.list')} className={styles.drafts}>
      {kept.length > 1 && <p className={styles.muted}>{t('draft.count', { count: kept.length })}</p>}
      {kept.map((draft) => (
        <DraftBar key={draft.id} draft={draft} onContinue={onContinue} onDiscarded={onDiscarded} />
      ))}
    </section>
  );
}

function DraftBar({ draft, onContinue, onDiscarded }: Offer & { readonly draft: Kept }) {
  const { t } = useTranslation('assessment');
  const format = useFormat();
  const nameOf = useStudentName();
  const [error, setError] = useState<AppError | null>(null);
  const known = draft.studentId !== null;
  const student = useChannel('student.get', { id: draft.studentId ?? 0 }, { enabled: known });
  const open = useCall('draft.get');
  const discard = useCall('draft.discard', { refreshes: ['draft.list'] });
  // The name comes a moment later: without it the sentence would be said twice.
  if (known && student.isPending) return null;

  const values = {
    time: format.shortDateTime(draft.updatedAt),
    name: student.data && nameOf(student.data),
  };
  const text = student.data ? t('draft.keptFor', values) : t('draft.kept', values);
  return (
    <>
      <MessageBar intent="info">
        <MessageBarBody>{text}</MessageBarBody>
        <MessageBarActions>
          <Button
            appearance="primary"
            disabledFocusable={open.busy}
            aria-label={t('draft.continueOf', { text })}
            onClick={async () => {
              const found = await open.run({ id: draft.id });
              setError(found.ok ? null : found.error);
              if (found.ok && found.value) onContinue(found.value);
            }}
          >
            {t('draft.continue')}
          </Button>
          <Button
            disabledFocusable={discard.busy}
            aria-label={t('draft.discardOf', { text })}
            onClick={async () => {
              const done = await discard.run({ id: draft.id });
              setError(done.ok ? null : done.error);
              if (done.ok) onDiscarded();
            }}
          >
            {t('draft.discard')}
          </Button>
        </MessageBarActions>
      </MessageBar>
      <ErrorBar title={t('draft.failed')} error={error} />
    </>
  );
}
