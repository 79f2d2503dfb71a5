import {
  Button,
  Checkbox,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DestinationView } from '../../core/contract/destination.ts';
import { useCall, useChannel } from '../api-hooks.ts';
import { useFormat } from '../shell/format.ts';
import { useNotify } from '../shell/notices.tsx';
import { errorWords } from '../shell/words.ts';
import { AskDialog } from './AskDialog.tsx';

/** Offers to build again what an earlier version of the profile built and nobody has sent. Nothing to see when there is none. */
export function RebuildOffer({ destination }: { readonly destination: DestinationView }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const notify = useNotify();
  const { id: destinationId } = destination;
  // Counts of the queue change by themselves: asked for whenever the card is shown.
  const preview = useChannel('message.rebuildPreview', { destinationId }, { staleTime: 0 }).data;
  const { run } = useCall('message.rebuild', { refreshes: ['message.rebuildPreview', 'queue.counts'] });
  const [open, setOpen] = useState(false);
  const [alsoArrived, setAlsoArrived] = useState(false);
  const all = (preview?.willRebuild ?? 0) + (preview?.mayHaveArrived ?? 0);
  if (!preview || (all === 0 && !open)) return null;
  const { profileVersion, willRebuild, mayHaveArrived, inFlight } = preview;
  const count = willRebuild + (alsoArrived ? mayHaveArrived : 0);
  const words = (key: string, number: number) => t(key, { count: number, number: format.number(number) });

  const rebuild = async () => {
    const result = await run({ destinationId, profileVersion, includePossiblyDelivered: alsoArrived });
    if (!result.ok) return notify({ kind: 'error', text: errorWords(t, result.error) });
    const { rebuilt, couldNotBuild, notSentAnyMore, changedMeanwhile } = result.value;
    const left = couldNotBuild + notSentAnyMore + changedMeanwhile;
    const done = words('rebuild.done', rebuilt);
    notify({ kind: 'success', text: left > 0 ? `${done} ${words('rebuild.left', left)}` : done });
  };
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{t('rebuild.title')}</MessageBarTitle>
        {words('rebuild.body', all)} {t('rebuild.note')}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => setOpen(true)}>{t('rebuild.open')}</Button>
      </MessageBarActions>
      <AskDialog
        open={open}
        close={() => setOpen(false)}
        title={t('rebuild.dialogTitle')}
        doIt={words('rebuild.do', count)}
        busyWords={t('rebuild.busy')}
        act={rebuild}
      >
        <p>{t('rebuild.dialogBody', { version: format.number(profileVersion) })}</p>
        <p>{words('rebuild.will', willRebuild)}</p>
        {inFlight > 0 && <p>{words('rebuild.inFlight', inFlight)}</p>}
        {mayHaveArrived > 0 && (
          <Checkbox
            label={words('rebuild.mayHaveArrived', mayHaveArrived)}
            checked={alsoArrived}
            onChange={(_, { checked }) => setAlsoArrived(checked === true)}
          />
        )}
      </AskDialog>
    </MessageBar>
  );
}
