import { Badge, type BadgeProps } from '@fluentui/react-components';
import {
  AddCircleRegular,
  CheckmarkCircleRegular,
  DismissCircleRegular,
  EditRegular,
} from '@fluentui/react-icons';
import type { TFunction } from 'i18next';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RosterRow } from '../../core/contract/roster.ts';
import styles from './SettingsPage.module.css';

const looks: Readonly<
  Record<RosterRow['action'], { color: NonNullable<BadgeProps['color']>; icon: React.ReactElement }>
> = {
  add: { color: 'success', icon: <AddCircleRegular /> },
  change: { color: 'brand', icon: <EditRegular /> },
  unchanged: { color: 'informative', icon: <CheckmarkCircleRegular /> },
  leaveOut: { color: 'danger', icon: <DismissCircleRegular /> },
};

/** One row of the file: what happens with it and why, in words. */
export const RosterRowLine = memo(function RosterRowLine({ row }: { readonly row: RosterRow }) {
  const { t } = useTranslation();
  const { color, icon } = looks[row.action];
  return (
    <tr>
      <td className={styles.number}>{row.line}</td>
      <td>
        <Badge appearance="tint" color={color} icon={icon}>
          {t(`settings:students.actions.${row.action}`)}
        </Badge>
      </td>
      <td>
        <bdi dir="ltr">{row.studentNumber}</bdi>
      </td>
      <td>
        <bdi>{row.name}</bdi>
      </td>
      <td>
        {row.changes.length > 0 && <div>{changeWords(t, row.changes)}</div>}
        {row.remarks.map((remark) => (
          <div key={`${remark.column} ${remark.rule}`} className={remark.blocks ? styles.missing : undefined}>
            {remarkWords(t, remark)}
          </div>
        ))}
      </td>
    </tr>
  );
});

/** "Emirates ID: not 15 digits" */
export function remarkWords(t: TFunction, { column, rule, params }: RosterRow['remarks'][number]): string {
  return t('settings:students.remark', {
    column: columnName(t, column === '' ? 'row' : column),
    text: t([`settings:students.rules.${rule}`, 'settings:students.rules.invalid'], { ...params }),
  });
}

function changeWords(t: TFunction, changes: readonly string[]): string {
  const columns = changes.map((column) => columnName(t, column)).join(', ');
  return t('settings:students.changed', { columns });
}

function columnName(t: TFunction, column: string): string {
  return t(`settings:students.columns.${column}`, { defaultValue: column });
}
