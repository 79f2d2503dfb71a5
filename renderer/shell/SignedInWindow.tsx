import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventPayload } from '../../core/contract/channels.ts';
import type { Role } from '../../core/contract/session.ts';
import { ActivityPage } from '../activity/ActivityPage.tsx';
import { on } from '../api.ts';
import { AssessmentPage } from '../assessment/AssessmentPage.tsx';
import { QueuePage } from '../queue/QueuePage.tsx';
import { SettingsPage } from '../settings/SettingsPage.tsx';
import { AlertBanner } from './AlertBanner.tsx';
import { NavigationRail } from './NavigationRail.tsx';
import { NavigationContext, type Place } from './navigation.ts';
import { usePageKeys } from './page-keys.ts';
import { SendingBanner } from './SendingBanner.tsx';
import styles from './SignedInWindow.module.css';

/** The window of a signed-in person: rail, banner, page. */
export function SignedInWindow({ name, role }: { readonly name: string; readonly role: Role }) {
  const { t } = useTranslation();
  const [place, setPlace] = useState<Place>({ page: 'queue' });
  const main = useRef<HTMLElement>(null);
  const go = useCallback((to: Place) => setPlace({ ...to }), []);
  const navigation = useMemo(() => ({ place, go }), [place, go]);

  useEffect(() => on('navigate', (asked) => go(placeOf(asked))), [go]);
  usePageKeys(go);
  useEffect(() => {
    document.title = t('windowTitle', { page: t(`nav.${place.page}`) });
    return () => {
      document.title = t('productName');
    };
  }, [place.page, t]);

  return (
    <NavigationContext value={navigation}>
      <div className={styles.window}>
        <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
          {t('skipToContent')}
        </button>
        <NavigationRail person={{ name, role }} />
        <div className={styles.side}>
          <AlertBanner role={role} />
          <SendingBanner />
          <main ref={main} id="page" tabIndex={-1} className={styles.main}>
            <PageAt place={place} role={role} />
          </main>
        </div>
      </div>
    </NavigationContext>
  );
}

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
    case 'activity':
      return <ActivityPage />;
    case 'settings':
      return <SettingsPage role={role} section={place.section} />;
  }
}
