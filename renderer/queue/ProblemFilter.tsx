import { Dropdown, Option, OptionGroup, type PositioningProps } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { type ProblemCode, problemCodes } from '../../core/contract/message.ts';
import { problemWords } from '../shell/words.ts';
import styles from './Filters.module.css';

// What the receiver had before counts as sent, so that no row has this problem.
const listed = problemCodes.filter((code) => code !== 'DUPLICATE');

// Wider than its button, because titles are sentences.
const besideEnd: PositioningProps = { align: 'end', position: 'below' };

/** One problem of all, those that need a person first. Problems that share a title say what sets them apart. */
export function ProblemFilter({
  problem,
  onChange,
}: {
  readonly problem: ProblemCode | null;
  readonly onChange: (problem: ProblemCode | null) => void;
}) {
  const { t } = useTranslation('queue');
  const titles = listed.map((code) => problemWords(t, code).title);
  const needsPerson = (code: ProblemCode) => ['nurse', 'admin'].includes(t(`problems:${code}.who`));
  const option = (code: ProblemCode) => {
    const { title, sentence } = problemWords(t, code);
    const isShared = titles.filter((each) => each === title).length > 1;
    return (
      <Option key={code} value={code} text={title}>
        {isShared ? (
          <span className={styles.option}>
            {title}
            <small>{sentence}</small>
          </span>
        ) : (
          title
        )}
      </Option>
    );
  };
  return (
    <Dropdown
      className={styles.filter ?? ''}
      inlinePopup
      listbox={{ className: styles.listbox ?? '' }}
      positioning={besideEnd}
      aria-label={t('filters.problem')}
      value={problem === null ? t('filters.anyProblem') : problemWords(t, problem).title}
      selectedOptions={[problem ?? '']}
      onOptionSelect={(_, { optionValue }) =>
        onChange(problemCodes.find((code) => code === optionValue) ?? null)
      }
    >
      <Option value="" text={t('filters.anyProblem')}>
        {t('filters.anyProblem')}
      </Option>
      <OptionGroup label={t('filters.needPerson')}>{listed.filter(needsPerson).map(option)}</OptionGroup>
      <OptionGroup label={t('filters.byItself')}>
        {listed.filter((code) => !needsPerson(code)).map(option)}
      </OptionGroup>
    </Dropdown>
  );
}
