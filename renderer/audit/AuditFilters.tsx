import { Field, Select } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { type AuditOutcome, auditActions, auditOutcomes } from '../../core/contract/audit.ts';
import { useChannel } from '../api-hooks.ts';
import styles from './Audit.module.css';
import { type AuditPeriod, type AuditView, auditPeriods } from './audit-view.ts';

/** When, who, what, and how it ended. */
export function AuditFilters({
  view,
  onChange,
}: {
  readonly view: AuditView;
  readonly onChange: (part: Partial<AuditView>) => void;
}) {
  const { t } = useTranslation('audit');
  const accounts = useChannel('account.list', {}).data ?? [];
  return (
    <div className={styles.filters}>
      <Field label={t('filters.when')}>
        <Select value={view.period} onChange={(_, { value }) => onChange({ period: value as AuditPeriod })}>
          {auditPeriods.map((each) => (
            <option key={each} value={each}>
              {t(`filters.periods.${each}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('filters.who')}>
        <Select
          value={view.accountId ?? ''}
          onChange={(_, { value }) => onChange({ accountId: value === '' ? null : Number(value) })}
        >
          <option value="">{t('filters.everybody')}</option>
          {accounts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value={0}>{t('system')}</option>
        </Select>
      </Field>
      <Field label={t('filters.what')}>
        <Select
          value={view.action ?? ''}
          onChange={(_, { value }) => onChange({ action: value === '' ? null : value })}
        >
          <option value="">{t('filters.everything')}</option>
          {auditActions.map((each) => (
            <option key={each} value={each}>
              {t(`actions.${each.replace('.', '_')}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('filters.outcome')}>
        <Select
          value={view.outcome ?? ''}
          onChange={(_, { value }) => onChange({ outcome: value === '' ? null : (value as AuditOutcome) })}
        >
          <option value="">{t('filters.any')}</option>
          {auditOutcomes.map((each) => (
            <option key={each} value={each}>
              {t(`outcomes.${each}`)}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
