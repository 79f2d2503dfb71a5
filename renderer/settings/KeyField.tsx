import { Button, Field } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { DestinationView } from '../../core/contract/destination.ts';
import { useCall } from '../api-hooks.ts';
import { SecretInput } from '../form/SecretInput.tsx';
import { useNotify } from '../shell/notices.tsx';
import { errorWords } from '../shell/words.ts';
import styles from './DestinationForm.module.css';

/** The key of a destination: written, replaced or removed, and never shown; its last characters tell which one it is. */
export function KeyField({
  destination,
  value,
  change,
}: {
  readonly destination: DestinationView | null;
  readonly value: string;
  readonly change: (secret: string) => void;
}) {
  const { t } = useTranslation();
  const ends = destination?.secretEnds;
  const present = ends
    ? t('profiles:key.ends', { ends: `\u2066....${ends}\u2069` })
    : t(destination?.hasSecret ? 'settings:destination.secretSet' : 'settings:destination.secretMissing');
  return (
    <div className={styles.key}>
      <Field label={t('settings:destination.secret')} hint={present}>
        <SecretInput
          className={styles.secret}
          autoComplete="off"
          value={value}
          onChange={(_, { value: typed }) => change(typed)}
        />
      </Field>
      {destination?.hasSecret && <RemoveKey destination={destination} />}
    </div>
  );
}

/** An empty secret takes the stored one away; the profile that is saved stays as it is. */
function RemoveKey({ destination: { id, name, profile } }: { readonly destination: DestinationView }) {
  const { t } = useTranslation('profiles');
  const notify = useNotify();
  const { run, busy } = useCall('destination.save', { refreshes: ['destination.list', 'health.get'] });
  const remove = async () => {
    const result = await run({ id, profile, secret: '' });
    notify(
      result.ok
        ? { kind: 'success', text: t('key.removed', { name }) }
        : { kind: 'error', text: errorWords(t, result.error) },
    );
  };
  return (
    <Button size="small" appearance="subtle" disabled={busy} onClick={() => void remove()}>
      {t('key.remove')}
    </Button>
  );
}
