import { Button, mergeClasses } from '@fluentui/react-components';
import { PersonAddRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../shell/navigation.ts';
import page from '../shell/Page.module.css';
import styles from './SettingsPage.module.css';
import { StudentImport } from './StudentImport.tsx';

/** Students: a roster as a file, or one by hand. */
export function StudentSettings() {
  return (
    <>
      <StudentImport />
      <AddOneStudent />
    </>
  );
}

function AddOneStudent() {
  const { t } = useTranslation('newStudent');
  const { go } = useNavigation();
  return (
    <section className={mergeClasses(page.card, styles.section)} aria-labelledby="add-one-student">
      <h2 id="add-one-student" className={styles.heading}>
        {t('settings.title')}
      </h2>
      <p className={styles.note}>{t('settings.body')}</p>
      <div>
        <Button icon={<PersonAddRegular />} onClick={() => go({ page: 'newStudent', next: 'student' })}>
          {t('settings.open')}
        </Button>
      </div>
    </section>
  );
}
