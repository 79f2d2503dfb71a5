import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelName } from '../../core/contract/channel-names.ts';
import { channelKey, useCall } from '../api-hooks.ts';
import { useNavigation } from '../shell/navigation.ts';
import { useNotify } from '../shell/notices.tsx';
import { faultsOf } from './form-paths.ts';
import type { FormValues } from './form-values.ts';
import { readForm } from './read-form.ts';
import type { Confirmation } from './read-record.ts';
import { useStudentName } from './student-name.ts';
import type { Entry } from './use-entry.ts';
import type { AfterSave, SaveAnswer } from './use-saving.ts';

/** What a save changes of what is shown. */
const changed: readonly ChannelName[] = [
  'draft.list',
  'student.recent',
  'student.search',
  'student.record',
  'class.open',
  'class.list',
  'assessment.history',
  'queue.query',
];

/** Saves what is being entered. After the commit, and only then, the notice is shown and the form goes on. */
export function useSaveEntry(
  { id, student }: Entry,
  forgetDraft: () => void,
  goOn: (after: AfterSave) => void,
): (values: FormValues, confirmed: readonly Confirmation[], after: AfterSave) => Promise<SaveAnswer> {
  const { t } = useTranslation('assessment');
  const notify = useNotify();
  const { go } = useNavigation();
  const nameOf = useStudentName();
  const { run: save } = useCall('assessment.save');
  const client = useQueryClient();
  return useCallback(
    async (values, confirmed, after) => {
      if (!student) return { ok: false, error: null, faults: [] };
      const read = readForm(values, { id, student, now: Date.now(), confirmed });
      if (!read.ok) return { ok: false, error: null, faults: read.faults };
      const result = await save(read.input);
      if (!result.ok) {
        const faults = faultsOf(result.error.fields ?? []);
        return { ok: false, error: faults.length > 0 ? null : result.error, faults };
      }
      forgetDraft();
      // Its draft went with the save: the list must not offer it while it is asked anew.
      client.setQueryData<readonly { id: string }[]>(channelKey('draft.list', {}), (kept) =>
        kept?.filter((draft) => draft.id !== id),
      );
      goOn(after);
      notify({
        kind: 'success',
        text: t(`saved.${result.value.willSend}`),
        detail: nameOf(student),
        actions: [{ label: t('saved.view'), run: () => go({ page: 'queue' }) }],
      });
      // "Saved" does not wait for these.
      for (const channel of changed) void client.invalidateQueries({ queryKey: channelKey(channel) });
      return { ok: true };
    },
    [id, student, save, client, forgetDraft, goOn, notify, t, nameOf, go],
  );
}
