import {
  Button,
  Toast,
  ToastBody,
  Toaster,
  ToastFooter,
  ToastTitle,
  ToastTrigger,
  useId,
  useToastController,
} from '@fluentui/react-components';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

/*
 * const notify = useNotify();
 * notify({ kind: 'success' | 'error' | 'info', text, detail?, actions?: [{ label, run }] })
 * Stays 5 seconds, 10 with an action or an error (longer under the mouse); the bell keeps the last 20 of the
 * person who is signed in.
 */

export interface Notice {
  readonly kind: 'success' | 'error' | 'info';
  readonly text: string;
  readonly detail?: string;
  readonly actions?: readonly { readonly label: string; readonly run: () => void }[];
}

export interface PastNotice extends Notice {
  readonly id: number;
  readonly at: number;
}

const keptNotices = 20;
/** Something to do about it, or an error, takes longer to read than "saved". */
const shownMs = 10_000;
const briefMs = 5000;
const shownAtOnce = 3;
/** Below this height (a PC at 200 %) more than one would cover the page. */
const lowWindowPx = 600;

const NotifyContext = createContext<(notice: Notice) => void>(() => {});
const PastContext = createContext<readonly PastNotice[]>([]);
const PutAwayContext = createContext<() => void>(() => {});

/** Says something that happened, in the corner and in the list behind the bell. */
export function useNotify(): (notice: Notice) => void {
  return useContext(NotifyContext);
}

/** Takes what is shown in the corner away at once, because it may hold a name; the list behind the bell keeps it. */
export function usePutAwayNotices(): () => void {
  return useContext(PutAwayContext);
}

/** The last notices, newest first. */
export function usePastNotices(): readonly PastNotice[] {
  return useContext(PastContext);
}

/** Holds the notices of one signed-in person; they go with the person, because they may hold names. */
export function NoticeHost({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const toasterId = useId('notices');
  const { dispatchToast, dismissToast, dismissAllToasts } = useToastController(toasterId);
  const shown = useRef<readonly string[]>([]);
  const [past, setPast] = useState<readonly PastNotice[]>([]);
  const nextId = useRef(1);
  // Within a landmark, or a screen reader's list of regions does not lead there.
  const [corner, setCorner] = useState<HTMLElement | null>(null);

  const notify = useCallback(
    (notice: Notice) => {
      const id = nextId.current;
      nextId.current += 1;
      setPast((before) => [{ ...notice, id, at: Date.now() }, ...before].slice(0, keptNotices));
      const toastId = `${toasterId}-${id}`;
      // What just happened must be seen now: the oldest makes room, rather than the newest waiting for it.
      shown.current = [...shown.current, toastId];
      const most = window.innerHeight < lowWindowPx ? 1 : shownAtOnce;
      for (const old of shown.current.slice(0, -most)) dismissToast(old);
      shown.current = shown.current.slice(-most);
      dispatchToast(<NoticeToast notice={notice} />, {
        toastId,
        intent: notice.kind,
        politeness: notice.kind === 'error' ? 'assertive' : 'polite',
        timeout: notice.kind === 'error' || notice.actions ? shownMs : briefMs,
        pauseOnHover: true,
        pauseOnWindowBlur: true,
      });
    },
    [dispatchToast, dismissToast, toasterId],
  );
  const host = useMemo(() => children, [children]);
  return (
    <NotifyContext value={notify}>
      <PutAwayContext value={dismissAllToasts}>
        <PastContext value={past}>{host}</PastContext>
      </PutAwayContext>
      <section ref={setCorner} aria-label={t('notices.open')}>
        {corner && <Toaster toasterId={toasterId} mountNode={corner} position="bottom-end" />}
      </section>
    </NotifyContext>
  );
}

function NoticeToast({ notice }: { readonly notice: Notice }) {
  return (
    <Toast>
      <ToastTitle>{notice.text}</ToastTitle>
      {notice.detail !== undefined && <ToastBody>{notice.detail}</ToastBody>}
      {notice.actions && (
        <ToastFooter>
          {notice.actions.map(({ label, run }) => (
            <ToastTrigger key={label}>
              <Button appearance="transparent" size="small" onClick={run}>
                {label}
              </Button>
            </ToastTrigger>
          ))}
        </ToastFooter>
      )}
    </Toast>
  );
}
