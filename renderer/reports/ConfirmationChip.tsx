import {
  ArrowUndoRegular,
  CheckmarkCircleFilled,
  ClockRegular,
  ErrorCircleFilled,
  SubtractCircleRegular,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Confirmation } from '../../core/contract/report.ts';
import chip from '../queue/StatusChip.module.css';

const looks = {
  confirmed: [CheckmarkCircleFilled, 'sent'],
  waiting: [ClockRegular, 'waiting'],
  needsPerson: [ErrorCircleFilled, 'failed'],
  notSent: [SubtractCircleRegular, 'closed'],
  takenBack: [ArrowUndoRegular, 'closed'],
} as const;

/** What became of an assessment, as an icon and words. */
export function ConfirmationChip({ state }: { readonly state: Confirmation }) {
  const { t } = useTranslation('student');
  const [Icon, look] = looks[state];
  return (
    <span className={`${chip.chip} ${chip[look]}`}>
      <Icon aria-hidden className={chip.icon ?? ''} />
      {t(`history.states.${state}`)}
    </span>
  );
}
