import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { MessageDetail, ProblemCode } from '../../core/contract/message.ts';
import { useCall, useHealth, useSession } from '../api-hooks.ts';
import { useNavigation } from '../shell/navigation.ts';
import { useNotify } from '../shell/notices.tsx';
import { errorWords, useProblemWords } from '../shell/words.ts';
import { CopyDetails } from './CopyDetails.tsx';
import { problemAction } from './problem-action.ts';

/** The button of a problem, where this window can do what it says and this person may. */
export function ProblemButton({
  problem,
  detail,
  primary,
}: {
  readonly problem: ProblemCode;
  readonly detail: MessageDetail;
  /** Whether it is what is to be done: nothing else here leads on. */
  readonly primary: boolean;
}) {
  const { t } = useTranslation('queue');
  const session = useSession();
  const { go } = useNavigation();
  const wordsOf = useProblemWords();
  const action = problemAction(problem, session?.state === 'signedIn' ? session.role : 'nurse');
  switch (action) {
    case null:
      return null;
    case 'probe':
      return <ProbeButton />;
    case 'copy':
      return <CopyDetails detail={detail} label={t('detail.copy')} primary={primary} />;
    case 'destination':
    case 'schools':
      return (
        <Button
          size="small"
          appearance={primary ? 'primary' : 'secondary'}
          onClick={() => go({ page: 'settings', section: action })}
        >
          {wordsOf(problem).button}
        </Button>
      );
  }
}

/** Checks the lines that are down now; for main that is the same as lifting a pause. */
function ProbeButton() {
  const { t } = useTranslation('queue');
  const notify = useNotify();
  const { run, busy } = useCall('destination.resume', { refreshes: ['health.get', 'queue.query'] });
  const down = useHealth()?.links.filter(({ state }) => state !== 'connected' && state !== 'unknown') ?? [];
  if (down.length === 0) return null;
  const probe = async () => {
    for (const { destinationId } of down) {
      const result = await run({ id: destinationId });
      if (!result.ok) notify({ kind: 'error', text: errorWords(t, result.error) });
    }
  };
  return (
    <Button size="small" disabledFocusable={busy} onClick={() => void probe()}>
      {t(busy ? 'common:connection.checking' : 'common:checkNow')}
    </Button>
  );
}
