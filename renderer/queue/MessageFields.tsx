import { Button, Switch } from '@fluentui/react-components';
import { ErrorCircleFilled, EyeOffRegular, EyeRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldView, MessageDetail, SegmentView } from '../../core/contract/message.ts';
import { useChannel, useIsAdmin } from '../api-hooks.ts';
import { useFormat } from '../shell/format.ts';
import { errorWords } from '../shell/words.ts';
import { CopyDetails } from './CopyDetails.tsx';
import styles from './MessageFields.module.css';
import { useUnmasked } from './use-unmasked.ts';

/**
 * The HL7 message, each field with its meaning. The patient's details are hidden, and an admin may see them for a minute. The
 * field that the receiver named stands out and is scrolled to.
 */
export function MessageFields({ detail }: { readonly detail: MessageDetail }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const isAdmin = useIsAdmin();
  const { id } = detail.row;
  const masked = useChannel('message.fields', { id, unmask: false });
  const unmasked = useUnmasked(id);
  const [raw, setRaw] = useState(false);
  const error = masked.error ?? unmasked.error;
  if (error && !masked.data) return <p role="alert">{errorWords(t, error)}</p>;
  if (!masked.data) return null;
  const { segments } = unmasked.shown ?? masked.data;
  if (segments.length === 0) return <p className={styles.quiet}>{t('fields.notBuilt')}</p>;
  return (
    <div className={styles.message}>
      <div className={styles.hidden}>
        {unmasked.shown ? <EyeRegular aria-hidden /> : <EyeOffRegular aria-hidden />}
        <span role="status">{t(unmasked.shown ? 'fields.shown' : 'fields.hidden')}</span>
        {unmasked.shown && (
          <span className={styles.left} role="timer">
            {t('fields.hidesIn', { seconds: format.number(Math.ceil(unmasked.leftMs / 1000)) })}
          </span>
        )}
        {isAdmin && (
          <Button
            size="small"
            className={styles.show ?? ''}
            disabledFocusable={unmasked.busy}
            onClick={() => (unmasked.shown ? unmasked.hide() : void unmasked.show())}
          >
            {t(unmasked.shown ? 'fields.hide' : 'fields.show')}
          </Button>
        )}
      </div>
      {error && <p role="alert">{errorWords(t, error)}</p>}
      <div className={styles.tools}>
        <CopyDetails detail={detail} masked={masked.data} label={t('fields.copy')} />
        <Switch checked={raw} label={t('fields.raw')} onChange={(_, { checked }) => setRaw(checked)} />
      </div>
      {raw ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and the keyboard must reach them
        <pre dir="ltr" className={styles.raw} tabIndex={0}>
          {segments.map(({ text }) => text).join('\n')}
        </pre>
      ) : (
        segments.map((segment) => <Segment key={`${segment.name}-${segment.sequence}`} segment={segment} />)
      )}
    </div>
  );
}

function Segment({ segment: { name, sequence, fields } }: { readonly segment: SegmentView }) {
  const { t, i18n } = useTranslation('queue');
  const title = i18n.exists(`hl7:segments.${name}`) ? t(`hl7:segments.${name}`) : '';
  const first = fields[0]?.place === `${name}-1` && fields[0]?.value === String(sequence);
  return (
    // Positions read from left to right in every language: HL7 tables are not mirrored.
    <table className={styles.segment} dir="ltr">
      <caption>
        <span className={styles.mono}>{name}</span> <bdi>{title}</bdi>
        {sequence > 1 || (first && name === 'OBX') ? ` ${sequence}` : ''}
      </caption>
      <thead className={styles.heads}>
        <tr>
          <th scope="col">{t('fields.field')}</th>
          <th scope="col">{t('fields.meaning')}</th>
          <th scope="col">{t('fields.value')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <FieldLine key={`${field.place}-${field.repetition}`} field={field} />
        ))}
      </tbody>
    </table>
  );
}

function FieldLine({ field: { place, value, hidden, named } }: { readonly field: FieldView }) {
  const { t, i18n } = useTranslation('queue');
  const line = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (named) line.current?.scrollIntoView({ block: 'center' });
  }, [named]);
  const meaning = i18n.exists(`hl7:fields.${place}`) ? t(`hl7:fields.${place}`) : '';
  return (
    <tr ref={line} className={named ? styles.named : undefined}>
      <td className={styles.mono}>{place}</td>
      <td>
        <bdi>{meaning}</bdi>
        {named && (
          <span className={styles.namedNote}>
            <ErrorCircleFilled aria-hidden /> {t('fields.named')}
          </span>
        )}
      </td>
      <td className={styles.value}>
        {hidden ? (
          <span className={styles.dots}>
            <span aria-hidden>••••••</span>
            <span className={styles.unseen}>{t('fields.hiddenValue')}</span>
          </span>
        ) : value === '' ? (
          <em>{t('fields.empty')}</em>
        ) : (
          <bdi className={styles.mono}>{value}</bdi>
        )}
      </td>
    </tr>
  );
}
