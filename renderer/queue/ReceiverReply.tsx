import { useTranslation } from 'react-i18next';
import type { MessageDetail } from '../../core/contract/message.ts';
import { fieldName } from '../shell/words.ts';
import styles from './DetailPane.module.css';

/** The receiver's own answer (MSA and ERR): in words first, and the field it named stands out. */
export function ReceiverReply({
  reply: { ackCode, errCode, location, text, number, hint },
  problemField,
}: {
  readonly reply: NonNullable<MessageDetail['reply']>;
  readonly problemField: string | null;
}) {
  const { t, i18n } = useTranslation('queue');
  const place = location ?? problemField;
  const meaning = (key: string) => (i18n.exists(`queue:${key}`) ? t(key) : '');
  return (
    <>
      {hint && <p>{i18n.language.startsWith('ar') ? hint.arabic : hint.english}</p>}
      <dl className={styles.reply}>
        <Part place="MSA-1" label={t('detail.replyResult')} code={ackCode}>
          {meaning(`detail.ackCodes.${ackCode}`)}
        </Part>
        {errCode && (
          <Part place="ERR-3" label={t('detail.replyError')} code={errCode}>
            {meaning(`detail.errorCodes.${errCode}`)}
          </Part>
        )}
        {place && (
          <Part place="ERR-2" label={t('detail.replyField')} code={place} named>
            {fieldName(t, place) === place ? '' : fieldName(t, place)}
          </Part>
        )}
        {number && <Part place="ERR-5" label={t('detail.replyNumber')} code={number} />}
        {text && (
          <Part place="ERR-8" label={t('detail.replyText')} code="">
            <bdi>{text}</bdi>
          </Part>
        )}
      </dl>
    </>
  );
}

function Part({
  place,
  label,
  code,
  named = false,
  children,
}: {
  readonly place: string;
  readonly label: string;
  readonly code: string;
  readonly named?: boolean;
  readonly children?: React.ReactNode;
}) {
  return (
    <div className={named ? styles.named : undefined}>
      <dt>
        {label} <bdi className={styles.mono}>{place}</bdi>
      </dt>
      <dd>
        {code !== '' && <bdi className={styles.mono}>{code}</bdi>} {children}
      </dd>
    </div>
  );
}
