import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { MessageDetail, MessageFields } from '../../core/contract/message.ts';
import { copyText } from '../copy-text.ts';
import { useNotify } from '../shell/notices.tsx';

/** Puts codes and times on the clipboard for whoever has to help, and the message with the patient's details left out. */
export function CopyDetails({
  detail,
  label,
  masked,
  primary = false,
}: {
  readonly detail: MessageDetail;
  readonly label: string;
  /** The message with its hidden fields; left out where only the codes are copied. */
  readonly masked?: MessageFields | undefined;
  readonly primary?: boolean;
}) {
  const { t } = useTranslation('queue');
  const notify = useNotify();
  const copy = () =>
    notify(
      copyText(detailsWithoutPatient(detail, masked))
        ? { kind: 'success', text: t('detail.copied') }
        : { kind: 'error', text: t('detail.notCopied') },
    );
  return (
    <Button size="small" appearance={primary ? 'primary' : 'secondary'} onClick={copy}>
      {label}
    </Button>
  );
}

/** Codes and times for the administrator; the receiver's own text stays here, because it may quote the patient. */
export function detailsWithoutPatient(
  { row, attempts, reply }: MessageDetail,
  masked?: MessageFields | undefined,
): string {
  const last = attempts.at(-1);
  return [
    `message ${row.id} ${row.kind} ${row.controlId ?? ''}`,
    `state ${row.state} problem ${row.problem ?? ''} tries ${row.retryCount}`,
    `created ${new Date(row.createdAt).toISOString()}`,
    ...(last ? [`last try ${new Date(last.startedAt).toISOString()} ${last.outcome ?? ''}`] : []),
    ...(last?.httpStatus ? [`HTTP ${last.httpStatus}`] : []),
    ...(reply ? [`reply ${reply.ackCode} ${reply.errCode ?? ''} ${reply.location ?? ''}`] : []),
    ...(masked?.masked ? ['', ...masked.segments.map(({ text }) => text)] : []),
  ].join('\n');
}
