import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssessmentView } from '../../core/contract/assessment.ts';
import type { AppError } from '../../core/contract/result.ts';
import { useCall, useChannel } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { useNavigation } from '../shell/navigation.ts';

/** One assessment of the invented student, saved and sent as any other, and what became of it. */
export function TrialAssessment() {
  const { t } = useTranslation('setup');
  const setup = useChannel('setup.get', {}, { staleTime: 0 }).data;
  const student = useCall('setup.trialStudent');
  const save = useCall('assessment.save', { refreshes: ['queue.counts', 'queue.query'] });
  const [sent, setSent] = useState<{ readonly studentId: number; readonly assessmentId: string } | null>(
    null,
  );
  const [error, setError] = useState<AppError | null>(null);
  if (!setup) return null;
  if (!setup.trialAllowed) return <p>{t('trial.live')}</p>;
  const unready = setup.missing.some((need) => need !== 'students');
  const send = async () => {
    setError(null);
    const made = await student.run({});
    if (!made.ok) return setError(made.error);
    const now = Date.now();
    const saved = await save.run({
      id: crypto.randomUUID(),
      studentId: made.value.id,
      kind: 'annual',
      visitStartedAt: now,
      measuredAt: now,
      measurements: { heightCm: 138, weightKg: 32 },
      notes: 'TEST',
    });
    if (saved.ok) setSent({ studentId: made.value.id, assessmentId: saved.value.assessmentId });
    else setError(saved.error);
  };
  return (
    <>
      <p>{t(unready ? 'trial.needsLicence' : 'trial.words')}</p>
      <Button
        appearance="primary"
        disabledFocusable={unready || student.busy || save.busy}
        onClick={() => void send()}
      >
        {t(student.busy || save.busy ? 'trial.sending' : 'trial.send')}
      </Button>
      <ErrorBar title={t('trial.notSaved')} error={error} />
      {sent && <Outcome {...sent} />}
    </>
  );
}

function Outcome({ studentId, assessmentId }: { readonly studentId: number; readonly assessmentId: string }) {
  const { t } = useTranslation('setup');
  const { go } = useNavigation();
  const history = useChannel('assessment.history', { studentId }, { staleTime: 0 }).data ?? [];
  const outcome = outcomeOf(history.find(({ id }) => id === assessmentId));
  return (
    <div role="status">
      <MessageBar
        layout="multiline"
        intent={outcome === 'accepted' ? 'success' : outcome === 'failed' ? 'error' : 'info'}
      >
        <MessageBarBody>{t(`trial.${outcome}`)}</MessageBarBody>
        {outcome !== 'accepted' && (
          <MessageBarActions>
            <Button onClick={() => go({ page: 'queue' })}>{t('trial.openQueue')}</Button>
          </MessageBarActions>
        )}
      </MessageBar>
    </div>
  );
}

function outcomeOf(assessment: AssessmentView | undefined): 'accepted' | 'failed' | 'waits' {
  const states = assessment?.messages.map(({ state }) => state) ?? [];
  if (states.includes('failed')) return 'failed';
  return states.length > 0 && states.every((state) => state === 'sent') ? 'accepted' : 'waits';
}
