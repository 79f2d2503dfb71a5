import { useChannel, useIsAdmin } from '../api-hooks.ts';
import { useNavigation } from '../shell/navigation.ts';

/** Where this person corrects a message, and what happens to it then. */
export interface Fix {
  /** Saving there builds the message again; after a change of the settings a person sends it on. */
  readonly resends: boolean;
  /** Opens the form, the student or the settings at the field. */
  open(): void;
}

/** The correction of a message; null where nobody here can make one, undefined until main has said. */
export function useFix(id: number, enabled = true): Fix | null | undefined {
  const { go } = useNavigation();
  const isAdmin = useIsAdmin();
  const { data: fix, isError } = useChannel('message.fixTarget', { id }, { staleTime: 0, enabled });
  if (!fix) return isError || !enabled ? null : undefined;
  const { page, studentId, assessmentId } = fix;
  switch (page) {
    case 'student':
      return { resends: true, open: () => go({ page, studentId, fix }) };
    case 'assessment':
      if (assessmentId === null) return null;
      return { resends: true, open: () => go({ page: 'correction', studentId, assessmentId, fix }) };
    case 'schools':
    case 'people':
    case 'destination':
      return isAdmin ? { resends: false, open: () => go({ page: 'settings', section: page }) } : null;
    case 'none':
      return null;
  }
}
