import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { FixTarget } from '../../core/contract/student-page.ts';
import { useLanguage } from '../shell/format.ts';
import { fieldName, useProblemWords } from '../shell/words.ts';
import styles from './Student.module.css';

/** What a refusal asks for, above the form that answers it. */
export function FixBanner({
  fix,
  page,
}: {
  readonly fix: FixTarget;
  readonly page: 'student' | 'assessment';
}) {
  const { t } = useTranslation('student');
  const wordsOf = useProblemWords();
  const arabic = useLanguage() === 'ar';
  const { field, hint, problem } = fix;
  const said = hint ? (arabic ? hint.arabic : hint.english) : '';
  const known = problem ? wordsOf(problem, { field }).sentence : '';
  return (
    <MessageBar intent="warning" layout="multiline" className={styles.banner ?? ''}>
      <MessageBarBody>
        <MessageBarTitle>
          {field ? t('fix.title', { field: fieldName(t, field) }) : t('fix.titlePlain')}
        </MessageBarTitle>
        {said || known} {t(`fix.${page}`)}
      </MessageBarBody>
    </MessageBar>
  );
}
