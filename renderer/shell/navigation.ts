import { createContext, useContext } from 'react';
import type { StatusFilter } from '../../core/contract/queue.ts';
import type { FixTarget } from '../../core/contract/student-page.ts';

/*
 * const { place, go } = useNavigation();
 *   go({ page: 'queue', status: 'failed' })    opens the queue filtered; each go() makes a new `place`, so that a page may
 *                                              follow it in an effect on [place]
 *   go({ page: 'assessment' })                 opens an empty form; with studentId or draftId, that one
 *   go({ page: 'settings', section: 'students' })
 */

export const settingsSections = [
  'appearance',
  'schools',
  'destination',
  'people',
  'students',
  'codes',
  'growth',
  'storage',
] as const;

export type SettingsSection = (typeof settingsSections)[number];

/** Where the person is. Never a URL: addresses are kept in histories, and ids of students must not be. */
export type Place =
  | { readonly page: 'assessment'; readonly studentId?: number; readonly draftId?: string }
  | {
      readonly page: 'queue';
      readonly status?: StatusFilter;
      /** Asks what the button would ask, once it is shown. */
      readonly ask?: 'retryFailed';
    }
  /** A student who is in no list; `typed` is what somebody searched for, `next` the page that follows. */
  | { readonly page: 'newStudent'; readonly typed?: string; readonly next?: 'assessment' | 'student' }
  /** A student; `fix` opens the field that a refusal names. */
  | { readonly page: 'student'; readonly studentId: number; readonly fix?: FixTarget }
  /** A saved assessment in the form, to be corrected. */
  | {
      readonly page: 'correction';
      readonly assessmentId: string;
      readonly studentId: number;
      readonly fix?: FixTarget;
    }
  | { readonly page: 'receipt'; readonly assessmentId: string }
  | { readonly page: 'reports'; readonly tab?: 'day' | 'refusals' }
  | { readonly page: 'activity'; readonly tab?: 'sending' | 'connection' | 'audit' }
  | { readonly page: 'settings'; readonly section?: SettingsSection }
  | { readonly page: 'setup' };

export interface Navigation {
  readonly place: Place;
  go(place: Place): void;
  /** To the place before, as it was; left out where there is none. */
  readonly back?: (() => void) | undefined;
}

/** Given by the shell. Tests of a page may give their own. */
export const NavigationContext = createContext<Navigation>({ place: { page: 'queue' }, go() {} });

/** The page that is shown and the way to another. */
export function useNavigation(): Navigation {
  return useContext(NavigationContext);
}
