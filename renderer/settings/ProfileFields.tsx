import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AddressFields } from './AddressFields.tsx';
import styles from './ProfileFields.module.css';
import type { ProfileEdit } from './profile-edit.ts';
import { ProfileCheck, ProfileChoice, ProfileNumber, ProfileText } from './profile-inputs.tsx';

/** Events with what a profile without the switch means, as docs/hl7.md lists them. */
const events = [
  ['A04', true],
  ['vitals', true],
  ['diagnostics', true],
  ['problems', true],
  ['A08', true],
  ['A31', true],
  ['A40', true],
  ['A28', false],
  ['A03', false],
  ['A11', false],
] as const;

/** What an IT person sets in a profile without writing JSON. Everything else is in the JSON view and stays as it is. */
export function ProfileFields({
  edit,
  secret,
}: {
  readonly edit: ProfileEdit;
  /** The field of the key, which is not part of the profile. */
  readonly secret: ReactNode;
}) {
  const { t } = useTranslation('profiles');
  const { profile } = edit;
  const choices = (name: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`fields.${name}.${value}`) }));
  return (
    <div className={styles.groups}>
      <Group title={t('groups.where')}>
        <div className={styles.grid}>
          <ProfileText edit={edit} path={['name']} label={t('fields.name')} prose />
          <AddressFields edit={edit} />
        </div>
        <ProfileCheck edit={edit} path={['enabled']} label={t('fields.enabled')} fallback />
        {profile.transport === 'mllp' && profile.address !== 'builtIn' && (
          <ProfileCheck edit={edit} path={['allowPlainMllp']} label={t('fields.allowPlainMllp')} />
        )}
      </Group>
      <Group title={t('groups.who')}>
        <div className={styles.grid}>
          <ProfileText
            edit={edit}
            path={['systemCode']}
            label={t('fields.systemCode')}
            hint={t('fields.systemCodeHint')}
          />
          <ProfileChoice
            edit={edit}
            path={['processingId']}
            label={t('fields.processingId')}
            {...(profile.kind === 'practice' ? {} : { hint: t('fields.processingIdHint') })}
            options={choices('processingIds', ['T', 'D', 'P'])}
          />
          {profile.transport === 'http' && (
            <>
              <ProfileChoice
                edit={edit}
                path={['authStyle']}
                label={t('fields.authStyle')}
                options={choices('authStyles', ['none', 'bearer', 'basic', 'header'])}
              />
              {profile.authStyle === 'header' && (
                <ProfileText edit={edit} path={['authHeaderName']} label={t('fields.authHeaderName')} />
              )}
              {secret}
            </>
          )}
        </div>
      </Group>
      <Group title={t('groups.pace')}>
        <div className={styles.grid}>
          <ProfileNumber
            edit={edit}
            path={['messagesPerSecond']}
            label={t('fields.messagesPerSecond')}
            fallback={1}
          />
          <ProfileNumber
            edit={edit}
            path={['connectTimeoutMs']}
            label={t('fields.connectTimeoutMs')}
            fallback={10000}
          />
          <ProfileNumber
            edit={edit}
            path={['ackTimeoutMs']}
            label={t('fields.ackTimeoutMs')}
            fallback={60000}
          />
          <ProfileNumber edit={edit} path={['maxStrikes']} label={t('fields.maxStrikes')} fallback={5} />
        </div>
      </Group>
      <Group title={t('groups.events')}>
        <div className={styles.checks}>
          {events.map(([event, on]) => (
            <ProfileCheck
              key={event}
              edit={edit}
              path={['events', event]}
              label={t(`fields.events.${event}`)}
              fallback={on}
            />
          ))}
        </div>
      </Group>
    </div>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{title}</legend>
      {children}
    </fieldset>
  );
}
