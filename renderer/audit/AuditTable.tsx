import { useTranslation } from 'react-i18next';
import type { AuditRowView } from '../../core/contract/audit.ts';
import table from '../activity/Activity.module.css';
import { useFormat } from '../shell/format.ts';
import styles from './Audit.module.css';

/** Rows of the trail: in words first, the codes they were written in behind. */
export function AuditTable({ rows }: { readonly rows: readonly AuditRowView[] }) {
  const { t, i18n } = useTranslation('audit');
  const format = useFormat();
  const actionWords = (action: string) => {
    const key = `actions.${action.replace('.', '_')}`;
    return i18n.exists(`audit:${key}`) ? t(key) : t('otherAction', { action });
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1)
    <section className={styles.box} aria-label={t('title')} tabIndex={0}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col" className={table.amount}>
              {t('columns.seq')}
            </th>
            <th scope="col">{t('columns.at')}</th>
            <th scope="col">{t('columns.actor')}</th>
            <th scope="col">{t('columns.action')}</th>
            <th scope="col">{t('columns.outcome')}</th>
            <th scope="col">{t('columns.subject')}</th>
            <th scope="col">{t('columns.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ seq, at, actor, action, outcome, subject, detail }) => (
            <tr key={seq}>
              <td className={table.amount}>{format.number(seq)}</td>
              <th scope="row">{format.exactTime(at)}</th>
              <td>{actor === 'system' || actor === 'it' ? t(actor) : <bdi>{actor}</bdi>}</td>
              <td>{actionWords(action)}</td>
              <td className={outcome === 'ok' ? undefined : table.danger}>{t(`outcomes.${outcome}`)}</td>
              <td>
                <Code text={subject} />
              </td>
              <td>
                <Code text={detail} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Ids and codes keep their own direction, and a long one is cut where the whole of it can still be read. */
function Code({ text }: { readonly text: string }) {
  if (text === '') return '-';
  return (
    <bdi dir="ltr" className={styles.code} title={text}>
      {text}
    </bdi>
  );
}
