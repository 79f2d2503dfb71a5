import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { EndOfDay } from '../../core/contract/report.ts';
import styles from '../form/FormDialog.module.css';
import { useFormat } from '../shell/format.ts';
import { useNavigation } from '../shell/navigation.ts';
import { daySummary } from './day-summary.ts';

/** Asked before signing out while something of the day is not confirmed: the list is one click away. */
export function LeaveDialog({
  report,
  onClose,
  onSignOut,
}: {
  readonly report: EndOfDay | null;
  readonly onClose: () => void;
  readonly onSignOut: () => void;
}) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const { go } = useNavigation();
  return (
    <Dialog
      open={report !== null}
      onOpenChange={(_, { open }) => {
        if (!open) onClose();
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('leave.title')}</DialogTitle>
          <DialogContent>
            {report && (
              <>
                {report.rows.length > 0 && (
                  <p>
                    <strong>{daySummary(report.counts, t, format)}</strong>
                  </p>
                )}
                {report.earlier > 0 && <p>{t('day.earlier', { count: report.earlier })}</p>}
                <p>{t('leave.body')}</p>
                {report.counts.needsPerson > 0 && <p>{t('leave.needsYou')}</p>}
              </>
            )}
          </DialogContent>
          <DialogActions className={styles.actions}>
            <Button
              appearance="primary"
              onClick={() => {
                onClose();
                go({ page: 'reports', tab: 'day' });
              }}
            >
              {t('leave.show')}
            </Button>
            <Button onClick={onSignOut}>{t('leave.signOut')}</Button>
            <Button appearance="subtle" onClick={onClose}>
              {t('common:cancel')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
