import { Button, mergeClasses, Tooltip } from '@fluentui/react-components';
import { KeyboardRegular, PersonSwapRegular, SignOutRegular } from '@fluentui/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndOfDay } from '../../core/contract/report.ts';
import type { Role } from '../../core/contract/session.ts';
import { useCall } from '../api-hooks.ts';
import { takeSession } from '../live-updates.ts';
import { LeaveDialog } from '../reports/LeaveDialog.tsx';
import { AppearanceButtons } from './AppearanceButtons.tsx';
import { dialogsGone } from './dialogs-gone.ts';
import { NoticeBell } from './NoticeBell.tsx';
import styles from './PersonBar.module.css';
import { UnsavedContext } from './unsaved.ts';

/** Who is working, the way out, and how the window looks. */
export function PersonBar({
  person,
  narrow,
  onHelp,
}: {
  readonly person: { readonly name: string; readonly role: Role };
  readonly narrow: boolean;
  readonly onHelp: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { run, busy } = useCall('session.signOut');
  const { run: lock, busy: locking } = useCall('session.lock');
  const { run: askReport } = useCall('report.endOfDay');
  const unsaved = useContext(UnsavedContext);
  const [unconfirmed, setUnconfirmed] = useState<EndOfDay | null>(null);
  const signOut = async () => {
    setUnconfirmed(null);
    await dialogsGone();
    const result = await run({});
    if (result.ok) takeSession(client, result.value);
  };
  /** Nothing is left behind by it: the page stays under the cover until somebody else signs in. */
  const change = async () => {
    const result = await lock({});
    if (result.ok) takeSession(client, result.value);
  };
  const leave = async () => {
    const report = await askReport({});
    // A report that cannot be made keeps nobody here.
    if (report.ok && isOpen(report.value)) setUnconfirmed(report.value);
    else await signOut();
  };
  return (
    <div className={mergeClasses(styles.bar, narrow && styles.narrow)}>
      <div className={styles.row}>
        {!narrow && (
          <span className={styles.person}>
            <strong className={styles.name}>{person.name}</strong>
            <span>{t(`person.${person.role}`)}</span>
          </span>
        )}
        <Tooltip content={t('person.change')} relationship="label">
          <Button
            appearance="subtle"
            icon={<PersonSwapRegular />}
            disabled={locking}
            onClick={() => void change()}
          />
        </Tooltip>
        <Tooltip content={t('person.signOut')} relationship="label">
          <Button
            appearance="subtle"
            icon={
              <span className={styles.mirrored}>
                <SignOutRegular />
              </span>
            }
            disabled={busy}
            onClick={() => unsaved.leave(() => void leave())}
          />
        </Tooltip>
      </div>
      <LeaveDialog
        report={unconfirmed}
        onClose={() => setUnconfirmed(null)}
        onSignOut={() => void signOut()}
      />
      <div className={styles.row}>
        <AppearanceButtons narrow={narrow} />
        <Tooltip content={t('shell:shortcuts.open')} relationship="label">
          <Button appearance="subtle" icon={<KeyboardRegular />} onClick={onHelp} />
        </Tooltip>
        <NoticeBell />
      </div>
    </div>
  );
}

/** Whether anything of today or before waits or needs a person. */
function isOpen({ counts, earlier }: EndOfDay): boolean {
  return counts.waiting + counts.needsPerson + earlier > 0;
}
