import { Button, ProgressBar } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type SetupProgress, type SetupStep, setupSteps } from '../../core/contract/setup.ts';
import { channelKey, useCall, useChannel } from '../api-hooks.ts';
import { ConnectionSettings } from '../settings/ConnectionSettings.tsx';
import { PeopleSettings } from '../settings/PeopleSettings.tsx';
import { SchoolSettings } from '../settings/SchoolSettings.tsx';
import { StudentImport } from '../settings/StudentImport.tsx';
import { useNavigation } from '../shell/navigation.ts';
import { useNotify } from '../shell/notices.tsx';
import { Page } from '../shell/Page.tsx';
import { errorWords } from '../shell/words.ts';
import { FinishStep } from './FinishStep.tsx';
import styles from './Setup.module.css';
import { stepNumber, stepsInAll } from './setup-steps.ts';

/**
 * The first start after the administrator is made: one thing at a time, with a way back and a way out. It can be left and
 * resumed, and every part of it is in the settings too; saving works before, between and after.
 */
export function SetupPage() {
  const { t } = useTranslation('setup');
  const { data } = useChannel('setup.get', {}, { staleTime: 0 });
  return (
    <Page title={t('title')}>
      {data ? <Steps step={data.step} /> : <p role="status">{t('common:loading')}</p>}
    </Page>
  );
}

function Steps({ step }: { readonly step: SetupStep }) {
  const { t } = useTranslation('setup');
  const { go } = useNavigation();
  const notify = useNotify();
  const client = useQueryClient();
  const { run, busy } = useCall('setup.save');
  const heading = useRef<HTMLHeadingElement>(null);
  const index = setupSteps.indexOf(step);
  const save = async (change: Partial<SetupProgress>) => {
    const result = await run(change);
    if (result.ok) client.setQueryData(channelKey('setup.get', {}), result.value);
    else notify({ kind: 'error', text: errorWords(t, result.error) });
    return result.ok;
  };
  const to = (next: SetupStep | undefined) => next && void save({ step: next });
  const finish = async () => {
    if (await save({ finished: true })) go({ page: 'queue' });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step begins at its heading
  useEffect(() => heading.current?.focus(), [step]);
  const last = index === setupSteps.length - 1;
  return (
    <>
      <div className={styles.progress}>
        <span id="setup-progress">{t('progress', { step: stepNumber(step), steps: stepsInAll })}</span>
        <ProgressBar
          thickness="large"
          value={stepNumber(step) / stepsInAll}
          aria-labelledby="setup-progress"
        />
      </div>
      <h2 ref={heading} tabIndex={-1} className={styles.heading}>
        {t(`steps.${step}`)}
      </h2>
      <p className={styles.intro}>{t(`intro.${step}`)}</p>
      <StepContent step={step} />
      <div className={styles.foot}>
        <Button disabledFocusable={busy || index === 0} onClick={() => to(setupSteps[index - 1])}>
          {t('back')}
        </Button>
        {last ? (
          <Button appearance="primary" disabledFocusable={busy} onClick={() => void finish()}>
            {t('finish')}
          </Button>
        ) : (
          <Button appearance="primary" disabledFocusable={busy} onClick={() => to(setupSteps[index + 1])}>
            {t('next')}
          </Button>
        )}
        <Button appearance="transparent" onClick={() => go({ page: 'queue' })}>
          {t('later')}
        </Button>
        <span className={styles.intro}>{t('laterHint')}</span>
      </div>
    </>
  );
}

function StepContent({ step }: { readonly step: SetupStep }) {
  switch (step) {
    case 'school':
      return <SchoolSettings />;
    case 'connection':
      return <ConnectionSettings />;
    case 'students':
      return <StudentImport />;
    case 'people':
      return <PeopleSettings />;
    case 'finish':
      return <FinishStep />;
  }
}
