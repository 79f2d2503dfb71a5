import { useTranslation } from 'react-i18next';
import { useFormat } from '../shell/format.ts';
import type { Column } from './columns.ts';
import styles from './QueueGrid.module.css';
import { headerState, type Selection } from './selection.ts';

/** The headings; the checkbox stands for everything that matches the filters and not for what is in sight. */
export function GridHead({
  columns,
  total,
  more,
  selection,
  onAll,
  onNone,
}: {
  readonly columns: readonly Column[];
  readonly total: number;
  /** More match than the list holds. */
  readonly more: boolean;
  readonly selection: Selection;
  readonly onAll: () => void;
  readonly onNone: () => void;
}) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const state = headerState(selection, total);
  const number = format.number(total);
  const allWords = more ? t('selectListed', { number }) : t('selectAll', { count: total, number });
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of the ARIA grid
    <div role="rowgroup" className={styles.headGroup}>
      {/* biome-ignore lint/a11y/useSemanticElements: part of the ARIA grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the cells hold the keyboard */}
      <div role="row" aria-rowindex={1} className={`${styles.row} ${styles.head}`}>
        {columns.map(({ key }, at) => (
          // biome-ignore lint/a11y/useSemanticElements: part of the ARIA grid
          // biome-ignore lint/a11y/useFocusableInteractive: sorting is not offered, so a heading takes no keyboard
          <div
            key={key}
            role="columnheader"
            aria-colindex={at + 1}
            className={`${styles.cell} ${styles[key] ?? ''}`}
          >
            {key === 'select' ? (
              <input
                type="checkbox"
                aria-label={allWords}
                title={allWords}
                checked={state === true}
                ref={(box) => {
                  if (box) box.indeterminate = state === 'mixed';
                }}
                disabled={total === 0}
                onChange={state === true ? onNone : onAll}
              />
            ) : (
              <span>{t(`columns.${key}`)}</span>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
