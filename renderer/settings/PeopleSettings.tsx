import { Button, mergeClasses } from '@fluentui/react-components';
import { AddRegular, EditRegular, LockOpenRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '../../core/contract/session.ts';
import { useCall, useChannel } from '../api-hooks.ts';
import { FormDialog } from '../form/FormDialog.tsx';
import { useNow } from '../now.ts';
import { useFormat } from '../shell/format.ts';
import { useNotify } from '../shell/notices.tsx';
import page from '../shell/Page.module.css';
import { errorWords } from '../shell/words.ts';
import { LoadedList } from './LoadedList.tsx';
import { PersonForm } from './PersonForm.tsx';
import styles from './SettingsPage.module.css';

/** Accounts: everybody has one of their own. */
export function PeopleSettings() {
  const { t } = useTranslation();
  const query = useChannel('account.list', {});
  return (
    <div className={mergeClasses(page.card, styles.section)}>
      <div className={styles.head}>
        <h2 className={styles.heading}>{t('settings:people.title')}</h2>
        <FormDialog
          title={t('settings:people.addTitle')}
          trigger={<Button icon={<AddRegular />}>{t('settings:people.add')}</Button>}
          form={(show) => <PersonForm account={null}>{show}</PersonForm>}
        />
      </div>
      <p className={styles.note}>{t('settings:people.intro')}</p>
      <LoadedList query={query} empty={t('none')}>
        {(accounts) => (
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('settings:people.name')}</th>
                  <th scope="col">{t('settings:people.person')}</th>
                  <th scope="col">{t('settings:people.role')}</th>
                  <th scope="col">{t('settings:people.licence')}</th>
                  <th scope="col">{t('settings:people.state')}</th>
                  <th scope="col">{t('settings:people.actions')}</th>
                </tr>
              </thead>
              <tbody>
                {accounts.map((account) => (
                  <PersonRow key={account.id} account={account} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </LoadedList>
    </div>
  );
}

function PersonRow({ account }: { readonly account: AccountView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(10_000);
  const { name, givenName, familyName, role, licence, disabled, lockedUntil } = account;
  const locked = lockedUntil !== null && lockedUntil > now;
  const label = t('settings:people.edit', { name });
  const state = disabled
    ? t('settings:people.off')
    : locked
      ? t('settings:people.lockedUntil', { time: format.time(lockedUntil) })
      : t('settings:people.active');
  return (
    <tr>
      <td>
        <bdi>{name}</bdi>
      </td>
      <td>
        <bdi>{`${givenName} ${familyName}`}</bdi>
      </td>
      <td>{t(`settings:people.${role}`)}</td>
      <td>
        {licence ? (
          <bdi dir="ltr">{licence}</bdi>
        ) : (
          role === 'nurse' && <span className={styles.missing}>{t('settings:people.licenceMissing')}</span>
        )}
      </td>
      <td>{state}</td>
      <td>
        <div className={styles.row}>
          <FormDialog
            title={t('settings:people.editTitle', { name })}
            trigger={<Button icon={<EditRegular />} aria-label={label} title={label} appearance="subtle" />}
            form={(show) => <PersonForm account={account}>{show}</PersonForm>}
          />
          {locked && <UnlockButton account={account} />}
        </div>
      </td>
    </tr>
  );
}

function UnlockButton({ account: { id, name } }: { readonly account: AccountView }) {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy } = useCall('account.unlock', { refreshes: ['account.list'] });
  const unlock = async () => {
    const result = await run({ id });
    notify(
      result.ok
        ? { kind: 'success', text: t('settings:people.unlocked', { name }) }
        : { kind: 'error', text: errorWords(t, result.error) },
    );
  };
  return (
    <Button size="small" icon={<LockOpenRegular />} disabled={busy} onClick={() => void unlock()}>
      {t('settings:people.unlockShort')}
    </Button>
  );
}
