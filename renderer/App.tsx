import { FluentProvider } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { useSession } from './api-hooks.ts';
import { AppearanceContext, useAppearanceOfWindow } from './appearance.ts';
import { ClosedPage } from './closed/ClosedPage.tsx';
import { NoticeHost } from './shell/notices.tsx';
import { SignedInWindow } from './shell/SignedInWindow.tsx';
import { StartingPage } from './shell/StartingPage.tsx';
import { FirstStartPage } from './sign-in/FirstStartPage.tsx';
import { SignInPage } from './sign-in/SignInPage.tsx';
import { darkTheme, lightTheme, withTextSize } from './theme.ts';

/** The window: how it looks, and what it shows to whom. */
export function App() {
  const appearance = useAppearanceOfWindow();
  const { dark, textSize } = appearance;
  const theme = useMemo(() => withTextSize(dark ? darkTheme : lightTheme, textSize), [dark, textSize]);
  return (
    <AppearanceContext value={appearance}>
      <FluentProvider theme={theme} dir={appearance.direction}>
        <WindowForSession />
      </FluentProvider>
    </AppearanceContext>
  );
}

function WindowForSession() {
  const session = useSession();
  // Whoever made the administrator a moment ago goes on with the set-up; anybody later finds it behind its banner.
  const [firstStart, setFirstStart] = useState(false);
  if (session?.state === 'firstStart' && !firstStart) setFirstStart(true);
  if (session?.state === 'signedOut' && firstStart) setFirstStart(false);
  switch (session?.state) {
    case undefined:
      return <StartingPage />;
    case 'dataClosed':
      return <ClosedPage {...session} />;
    case 'firstStart':
      return <FirstStartPage />;
    case 'signedOut':
      return <SignInPage names={session.names} />;
    case 'signedIn':
    case 'locked':
      return (
        // Another person is another window: nothing of the one before stays in it.
        <NoticeHost key={session.accountId}>
          <SignedInWindow
            name={session.name}
            role={session.role}
            locked={session.state === 'locked' ? session : null}
            {...(firstStart ? { first: { page: 'setup' } } : {})}
          />
        </NoticeHost>
      );
  }
}
