import { Dropdown, Option, OptionGroup, type PositioningProps } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ProblemCode, problemCodes } from '../../core/contract/message.ts';
import type { QueueFilter } from '../../core/contract/queue.ts';
import { useChannel } from '../api-hooks.ts';
import { useFormat } from '../shell/format.ts';
import { problemWords } from '../shell/words.ts';
import styles from './Filters.module.css';

// Wider than its button, because titles are sentences.
const besideEnd: PositioningProps = { align: 'end', position: 'below' };

/**
 * One problem of all, those that need a person first, each with its count under the other filters. Problems that nothing has
 * are not offered; those that share a title say what sets them apart.
 */
export function ProblemFilter({
  problem,
  filter,
  onChange,
}: {
  readonly problem: ProblemCode | null;
  readonly filter: QueueFilter;
  readonly onChange: (problem: ProblemCode | null) => void;
}) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { problem: _problem, ...others } = filter;
  // Counted while somebody looks: it reads every message that has a problem.
  const { data: counts } = useChannel(
    'queue.problemCounts',
    { filter: others },
    { enabled: open, keepPrevious: true, staleTime: 0 },
  );
  const listed = problemCodes.filter((code) => code === problem || (counts?.[code] ?? 0) > 0);
  const titles = listed.map((code) => problemWords(t, code).title);
  const needsPerson = (code: ProblemCode) => ['nurse', 'admin'].includes(t(`problems:${code}.who`));
  const option = (code: ProblemCode) => {
    const { title, sentence } = problemWords(t, code);
    const isShared = titles.filter((each) => each === title).length > 1;
    return (
      <Option key={code} value={code} text={title}>
        <span className={styles.option}>
          <span className={styles.optionTitle}>
            <span>{title}</span>
            {counts && <span className={styles.count}>{format.number(counts[code] ?? 0)}</span>}
          </span>
          {isShared && <small>{sentence}</small>}
        </span>
      </Option>
    );
  };
  const group = (label: string, codes: readonly ProblemCode[]) =>
    codes.length > 0 && <OptionGroup label={label}>{codes.map(option)}</OptionGroup>;
  return (
    <Dropdown
      className={styles.filter ?? ''}
      inlinePopup
      listbox={{ className: styles.listbox ?? '' }}
      positioning={besideEnd}
      aria-label={t('filters.problem')}
      value={problem === null ? t('filters.anyProblem') : problemWords(t, problem).title}
      selectedOptions={[problem ?? '']}
      onOpenChange={(_, data) => setOpen(data.open)}
      onOptionSelect={(_, { optionValue }) =>
        onChange(problemCodes.find((code) => code === optionValue) ?? null)
      }
    >
      <Option value="" text={t('filters.anyProblem')}>
        {counts && listed.length === 0 ? t('filters.noProblem') : t('filters.anyProblem')}
      </Option>
      {group(t('filters.needPerson'), listed.filter(needsPerson))}
      {group(
        t('filters.byItself'),
        listed.filter((code) => !needsPerson(code)),
      )}
    </Dropdown>
  );
}
