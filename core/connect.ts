import { createPersonSession, type PersonSession } from './accounts/person-session.ts';
import { sessionView } from './accounts/sign-in.ts';
import type { AppParts, Client, Handlers } from './app-parts.ts';
import { type DispatchParts, dispatch } from './dispatch.ts';
import type { Cancel } from './host/ports.ts';
import { limited } from './request-rate.ts';

/** Every window that is connected, and what ends all their sessions together. */
export interface Clients {
  connect(): Client;
  /** The PC was locked, slept, or another person of Windows took over. */
  lockAll(): void;
  /** An account changed: sessions of one that was closed, or has another role now, end. */
  recheckAll(): void;
  close(): void;
}

type Parts = DispatchParts & Pick<AppParts, 'accounts' | 'settings'>;

/** Makes the windows' side of the application: each has a session of its own, and pushes only for a person who is there. */
export function createClients(parts: Parts, handlers: Handlers, subscribe: Client['on']): Clients {
  const sessions = new Set<PersonSession>();

  function connect(): Client {
    const changed = new Set<() => void>();
    const locking = new Set<(ms: number) => void>();
    const cancels = new Set<Cancel>();
    const session = createPersonSession(parts, {
      changed() {
        for (const listener of changed) listener();
      },
      lockIn(ms) {
        for (const listener of locking) listener(ms);
      },
    });
    sessions.add(session);
    const view = () => sessionView(parts.accounts, session.signedIn, session.locked);
    return {
      call: limited(parts, (channel, input) => dispatch(parts, handlers, session, channel, input)),
      session: view,
      on(event, listener) {
        if (event === 'session') {
          const tell = () => (listener as (payload: unknown) => void)(view());
          changed.add(tell);
          return () => changed.delete(tell);
        }
        if (event === 'lock') {
          const tell = (inMs: number) => (listener as (payload: { inMs: number }) => void)({ inMs });
          locking.add(tell);
          return () => locking.delete(tell);
        }
        // Pushes carry counts of the queue: nothing for a window that nobody is signed in to, or whose person is away.
        const cancel = subscribe(event, (payload) => {
          if (session.signedIn) listener(payload);
        });
        cancels.add(cancel);
        return cancel;
      },
      close() {
        for (const cancel of cancels) cancel();
        changed.clear();
        locking.clear();
        session.close();
        sessions.delete(session);
      },
    };
  }

  return {
    connect,
    lockAll() {
      for (const session of sessions) session.lock('system');
    },
    recheckAll() {
      for (const session of sessions) session.recheck();
    },
    close() {
      for (const session of sessions) session.close();
    },
  };
}
