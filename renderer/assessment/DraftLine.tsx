import { mergeClasses } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../shell/format.ts';
import styles from './Assessment.module.css';
import type { DraftState } from './use-draft.ts';

/** What became of the draft, beside the page's title. */
export function DraftLine({ state }: { readonly state: DraftState }) {
  const { t } = useTranslation('assessment');
  const format = useFormat();
  switch (state.kind) {
    case 'none':
      return null;
    case 'kept':
      return (
        <span className={styles.muted} data-kept-at={state.at}>
          {t('draft.saved', { time: format.time(state.at) })}
        </span>
      );
    case 'notKept':
      return (
        <span role="alert" className={mergeClasses(styles.muted, styles.danger)}>
          {t('draft.notSaved')}
        </span>
      );
  }
}
