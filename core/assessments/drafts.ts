import type { AppParts, Handlers } from '../app-parts.ts';
import { ok } from '../contract/result.ts';

/**
 * Drafts: the form as it stands, kept in the encrypted database so that a crash costs half a second of typing. Each belongs to
 * whoever typed it: another person who takes over the window neither sees nor overwrites it.
 */
export function draftHandlers({
  assessments,
  clock,
}: Pick<AppParts, 'assessments' | 'clock'>): Pick<
  Handlers,
  'draft.save' | 'draft.get' | 'draft.list' | 'draft.discard'
> {
  return {
    'draft.save': (draft, caller) => {
      const updatedAt = clock.nowMs();
      // A draft that arrives after its assessment was saved must not come back to life.
      if (!assessments.find(draft.id)) {
        assessments.saveDraft({ ...draft, updatedAt }, caller.signedIn?.accountId ?? 0);
      }
      return ok({ updatedAt });
    },
    'draft.get': ({ id }, caller) => ok(assessments.getDraft(id, caller.signedIn?.accountId ?? 0)),
    'draft.list': (_, caller) => ok([...assessments.listDrafts(caller.signedIn?.accountId ?? 0)]),
    'draft.discard': ({ id }, caller) => {
      assessments.discardDraft(id, caller.signedIn?.accountId ?? 0);
      return ok({});
    },
  };
}
