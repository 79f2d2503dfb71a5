import { useTranslation } from 'react-i18next';
import type { AlertCode } from '../../core/contract/health.ts';
import { useHealth } from '../api-hooks.ts';
import styles from './Assessment.module.css';

/** What makes a new assessment unsafe to begin. One that is being entered goes on: its save says what became of it. */
const stops: readonly AlertCode[] = ['DATABASE_DAMAGED', 'DISK_FULL'];

/** Why no new assessment should be begun on this PC now; undefined as a rule. */
export function useNoRoom(): AlertCode | undefined {
  return useHealth()?.alerts.find(({ code }) => stops.includes(code))?.code;
}

/** Says so before a form is filled, with what to do instead. */
export function NoNewAssessments({ code }: { readonly code: AlertCode }) {
  const { t } = useTranslation();
  return (
    <section className={styles.stopped} aria-labelledby="no-new-assessments">
      <h2 id="no-new-assessments">{t(`alerts.${code}.title`)}</h2>
      <p>{t(`alerts.${code}.body`)}</p>
    </section>
  );
}
