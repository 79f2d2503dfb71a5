import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../core/contract/assessment.ts';
import { useCall, useChannel } from '../api-hooks.ts';
import { useFormat } from '../shell/format.ts';
import styles from './Assessment.module.css';
import { useStudentName } from './student-name.ts';

/** Unfinished assessments of this person, offered after a crash or an interruption. */
export function Drafts({ onContinue }: { readonly onContinue: (draft: Draft) => void }) {
  const drafts = useChannel('draft.list', {}, { staleTime: 0 });
  if (!drafts.data || drafts.data.length === 0) return null;
  return (
    <div className={styles.drafts}>
      {drafts.data.map(({ id, studentId, updatedAt }) => (
        <DraftBar key={id} id={id} studentId={studentId} updatedAt={updatedAt} onContinue={onContinue} />
      ))}
    </div>
  );
}

function DraftBar({
  id,
  studentId,
  updatedAt,
  onContinue,
}: {
  readonly id: string;
  readonly studentId: number | null;
  readonly updatedAt: number;
  readonly onContinue: (draft: Draft) => void;
}) {
  const { t } = useTranslation('assessment');
  const format = useFormat();
  const nameOf = useStudentName();
  const student = useChannel('student.get', { id: studentId ?? 0 }, { enabled: studentId !== null });
  const open = useCall('draft.get');
  const discard = useCall('draft.discard', { refreshes: ['draft.list'] });
  const values = { time: format.shortDateTime(updatedAt), name: student.data ? nameOf(student.data) : '' };
  return (
    <MessageBar intent="info">
      <MessageBarBody>{student.data ? t('draft.keptFor', values) : t('draft.kept', values)}</MessageBarBody>
      <MessageBarActions>
        <Button
          appearance="primary"
          onClick={async () => {
            const draft = await open.run({ id });
            if (draft.ok && draft.value) onContinue(draft.value);
          }}
        >
          {t('draft.continue')}
        </Button>
        <Button disabled={discard.busy} onClick={() => void discard.run({ id })}>
          {t('draft.discard')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
