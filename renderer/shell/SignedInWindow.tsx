import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventPayload } from '../../core/contract/channels.ts';
import type { Role } from '../../core/contract/session.ts';
import { ActivityPage } from '../activity/ActivityPage.tsx';
import { on } from '../api.ts';
import { AssessmentPage } from '../assessment/AssessmentPage.tsx';
import { ConfirmPerson } from '../confirm/ConfirmPerson.tsx';
import { QueuePage } from '../queue/QueuePage.tsx';
import { ReceiptPage } from '../reports/ReceiptPage.tsx';
import { ReportsPage } from '../reports/ReportsPage.tsx';
import { SettingsPage } from '../settings/SettingsPage.tsx';
import { SetupPage } from '../setup/SetupPage.tsx';
import { CorrectionPage } from '../student/CorrectionPage.tsx';
import { NewStudentPage } from '../student/NewStudentPage.tsx';
import { StudentPage } from '../student/StudentPage.tsx';
import { AlertBanner } from './AlertBanner.tsx';
import { Cover, type LockedSession } from './Cover.tsx';
import { HelpContext } from './help.ts';
import { NavigationRail } from './NavigationRail.tsx';
import { NavigationContext, type Place } from './navigation.ts';
import { useNotify, usePutAwayNotices } from './notices.tsx';
import { usePageKeys } from './page-keys.ts';
import { SendingBanner } from './SendingBanner.tsx';
import { SetupBanner } from './SetupBanner.tsx';
import { ShortcutList } from './ShortcutList.tsx';
import styles from './SignedInWindow.module.css';
import { UnsavedDialog } from './UnsavedDialog.tsx';
import { UnsavedContext, useLeaving } from './unsaved.ts';
import { usePresence } from './use-presence.ts';

/** As far back as anybody remembers having been. */
const placesKept = 20;

/** The window of a signed-in person: rail, banners, page, and the cover over all of it. `first` is where it opens. */
export function SignedInWindow({
  name,
  role,
  locked,
  first = { page: 'queue' },
}: {
  readonly name: string;
  readonly role: Role;
  /** Whoever works here is away: everything is covered, and stays as it is. */
  readonly locked: LockedSession | null;
  readonly first?: Place;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const notify = useNotify();
  const [visited, setVisited] = useState<readonly Place[]>([first]);
  const place = visited.at(-1) ?? first;
  const [help, setHelp] = useState(false);
  const main = useRef<HTMLElement>(null);
  const { unsaved, asked, losing, answer, anyUnsaved } = useLeaving();
  const go = useCallback(
    (to: Place) => unsaved.leave(() => setVisited((before) => [...before.slice(-placesKept), { ...to }])),
    [unsaved],
  );
  const mayGoBack = visited.length > 1;
  const navigation = useMemo(
    () => ({
      place,
      go,
      back: mayGoBack ? () => unsaved.leave(() => setVisited((before) => before.slice(0, -1))) : undefined,
    }),
    [place, go, mayGoBack, unsaved],
  );

  useEffect(() => on('navigate', (asked) => go(placeOf(asked))), [go]);
  const openHelp = useCallback(() => setHelp(true), []);
  const refresh = useCallback(() => void client.invalidateQueries(), [client]);
  const warn = useCallback(() => notify({ kind: 'info', text: t('shell:cover.soon') }), [notify, t]);
  const covered = locked !== null;
  usePresence(covered, warn);
  const putAway = usePutAwayNotices();
  // A notice stays while the window is not the one in front, and it may name a student.
  useEffect(() => {
    if (covered) putAway();
  }, [covered, putAway]);
  usePageKeys(covered ? nothing : { go, help: openHelp, refresh });
  useEffect(() => {
    document.title = t('windowTitle', { page: t(`nav.${place.page}`) });
    return () => {
      document.title = t('productName');
    };
  }, [place.page, t]);

  return (
    <NavigationContext value={navigation}>
      <HelpContext value={openHelp}>
        <UnsavedContext value={unsaved}>
          <UnsavedDialog open={asked && !covered} losing={losing} answer={answer} />
          {locked && <Cover session={locked} unsaved={anyUnsaved} />}
          <ConfirmPerson name={name} locked={covered} />
          <ShortcutList open={help && !covered} onClose={() => setHelp(false)} />
          <div className={styles.window} inert={covered} data-covered={covered}>
            <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
              {t('skipToContent')}
            </button>
            <NavigationRail person={{ name, role }} onHelp={openHelp} />
            <div className={styles.side}>
              <AlertBanner role={role} />
              <SetupBanner role={role} />
              <SendingBanner />
              <main ref={main} id="page" tabIndex={-1} className={styles.main}>
                <PageAt place={place} role={role} />
              </main>
            </div>
          </div>
        </UnsavedContext>
      </HelpContext>
    </NavigationContext>
  );
}

/** Behind the cover no key does anything. */
const nothing = { go() {}, help() {}, refresh() {} };

/** The place that the tray asks for. */
function placeOf({ page, status, tab, ask }: EventPayload<'navigate'>): Place {
  if (page === 'queue') return { page, ...(status ? { status } : {}), ...(ask ? { ask } : {}) };
  if (page === 'activity') return { page, ...(tab ? { tab } : {}) };
  return { page };
}

function PageAt({ place, role }: { readonly place: Place; readonly role: Role }) {
  switch (place.page) {
    case 'assessment':
      return <AssessmentPage />;
    case 'queue':
      return <QueuePage />;
    case 'newStudent':
      return <NewStudentPage typed={place.typed ?? ''} next={place.next ?? 'assessment'} />;
    case 'student':
      return <StudentPage key={place.studentId} studentId={place.studentId} fix={place.fix} />;
    case 'correction':
      return <CorrectionPage key={place.assessmentId} {...place} />;
    case 'receipt':
      return <ReceiptPage assessmentId={place.assessmentId} />;
    case 'reports':
      return <ReportsPage tab={place.tab} />;
    case 'activity':
      return <ActivityPage />;
    case 'settings':
      return <SettingsPage role={role} section={place.section} />;
    case 'setup':
      return <SetupPage />;
  }
}
