import { Badge, Checkbox } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DestinationView } from '../../core/contract/destination.ts';
import type { OnboardingItem } from '../../core/contract/onboarding.ts';
import { useCall } from '../api-hooks.ts';
import { useFormat } from '../shell/format.ts';
import { useNotify } from '../shell/notices.tsx';
import { errorWords } from '../shell/words.ts';
import { AskDialog } from './AskDialog.tsx';
import styles from './OnboardingList.module.css';

/**
 * The points that only the receiver can answer, each ticked by a named admin. While one is open no live message leaves; taking
 * a tick back from a live destination stops it, so that is asked first.
 */
export function OnboardingList({ destination }: { readonly destination: DestinationView }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const notify = useNotify();
  const { id, name, mapping, onboarding } = destination;
  const { run, busy } = useCall('destination.confirm', { refreshes: ['destination.list', 'health.get'] });
  const [asking, setAsking] = useState<OnboardingItem | null>(null);
  if (mapping === 'notNeeded') return null;
  const ticked = onboarding.filter(({ tick }) => tick).length;
  const confirm = async (item: OnboardingItem, on: boolean) => {
    const result = await run({ id, item, ticked: on });
    if (!result.ok) notify({ kind: 'error', text: errorWords(t, result.error) });
  };
  return (
    <details className={styles.list} open={mapping === 'unconfirmed'}>
      <summary className={styles.summary}>
        <strong>{t('mapping.title')}</strong>{' '}
        <Badge appearance="tint" color={mapping === 'confirmed' ? 'success' : 'warning'}>
          {t(mapping === 'confirmed' ? 'mapping.confirmed' : 'mapping.unconfirmed')}
        </Badge>{' '}
        <span className={styles.note}>
          {t('mapping.progress', { ticked: format.number(ticked), all: format.number(onboarding.length) })}
        </span>
      </summary>
      <p className={styles.note}>{t('mapping.intro')}</p>
      <ol className={styles.points}>
        {onboarding.map(({ item, tick }) => (
          <li key={item}>
            <Checkbox
              label={t(`onboarding.${item}`)}
              checked={tick !== null}
              disabled={busy}
              onChange={(_, { checked }) => {
                if (checked === true) void confirm(item, true);
                else if (mapping === 'confirmed') setAsking(item);
                else void confirm(item, false);
              }}
            />
            {tick && (
              <span className={styles.who}>
                {t('mapping.ticked', {
                  name: `\u2068${tick.by}\u2069`,
                  time: format.exactTime(tick.at),
                  version: format.number(tick.profileVersion),
                })}
              </span>
            )}
          </li>
        ))}
      </ol>
      <AskDialog
        open={asking !== null}
        close={() => setAsking(null)}
        title={t('mapping.untickTitle')}
        doIt={t('mapping.untickDo')}
        act={async () => {
          if (asking) await confirm(asking, false);
        }}
      >
        <p>{t('mapping.untickBody', { name: `\u2068${name}\u2069` })}</p>
      </AskDialog>
    </details>
  );
}
