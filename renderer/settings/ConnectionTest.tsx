import { Button } from '@fluentui/react-components';
import { CheckmarkCircleFilled, ErrorCircleFilled } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DestinationView, TestStep } from '../../core/contract/destination.ts';
import type { AppError } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { useFormat } from '../shell/format.ts';
import { problemWords } from '../shell/words.ts';
import styles from './ConnectionTest.module.css';

/** Tests the saved profile step by step; what is typed and not saved cannot be meant. No patient data is sent. */
export function ConnectionTest({
  destination,
  changed,
}: {
  readonly destination: DestinationView;
  readonly changed: boolean;
}) {
  const { t } = useTranslation();
  const { run, busy } = useCall('destination.test');
  const [steps, setSteps] = useState<readonly TestStep[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const test = async () => {
    setSteps(null);
    setError(null);
    const result = await run({ id: destination.id });
    if (result.ok) setSteps(result.value.steps);
    else setError(result.error);
  };
  return (
    <div className={styles.test}>
      <div className={styles.start}>
        <Button disabledFocusable={busy || changed} onClick={() => void test()}>
          {t(busy ? 'settings:destination.testing' : 'settings:destination.test')}
        </Button>
        <span className={styles.note}>
          {t(changed ? 'settings:destination.testUnsaved' : 'settings:destination.testNoPatient')}
        </span>
      </div>
      <ErrorBar title={t('settings:destination.testFailed')} error={error} />
      <div role="status">{steps && <Steps steps={steps} />}</div>
    </div>
  );
}

function Steps({ steps }: { readonly steps: readonly TestStep[] }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const works = steps.length > 0 && steps.every(({ ok }) => ok);
  return (
    <>
      <strong>{t(works ? 'settings:destination.testOk' : 'settings:destination.testFailed')}</strong>
      <ol className={styles.steps}>
        {steps.map(({ step, ok, problem, detail, durationMs, interfaces }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two addresses give the same steps twice, in this order for good
          <li key={at} className={styles.step}>
            {ok ? (
              <CheckmarkCircleFilled primaryFill="var(--colorStatusSuccessForeground3)" fontSize={20} />
            ) : (
              <ErrorCircleFilled primaryFill="var(--colorStatusDangerForeground3)" fontSize={20} />
            )}
            <span className={styles.words}>
              <span>
                {interfaces && (
                  <>
                    {new Intl.ListFormat(i18n.language).format(
                      interfaces.map((name) => t(`profiles:fields.interfaces.${name}`)),
                    )}
                    {': '}
                  </>
                )}
                {t(`settings:destination.steps.${step}`)}
                {': '}
                <strong>{t(ok ? 'settings:destination.stepOk' : 'settings:destination.stepFailed')}</strong>{' '}
                <span className={styles.note}>
                  ({t('settings:destination.ms', { ms: format.number(Math.round(durationMs)) })})
                </span>
              </span>
              {problem && (
                <span>
                  {problemWords(t, problem).title}. {problemWords(t, problem).sentence}
                </span>
              )}
              {detail !== '' && (
                <bdi dir="ltr" className={styles.detail}>
                  {detail}
                </bdi>
              )}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
