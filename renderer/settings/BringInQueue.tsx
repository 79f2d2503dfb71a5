import { Button, Field, Input, mergeClasses } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxKeyBytes, maxRescueBytes, type RescueEffectView } from '../../core/contract/rescue.ts';
import { type AppError, fail } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import { FileButton } from '../form/FileButton.tsx';
import { useFormat } from '../shell/format.ts';
import { useNotify } from '../shell/notices.tsx';
import page from '../shell/Page.module.css';
import growth from './GrowthSettings.module.css';
import styles from './SettingsPage.module.css';

interface Chosen {
  readonly fileName: string;
  readonly text: string;
}

/** The queue of another PC: its file, what opens it, what it would do, and then doing it. */
export function BringInQueue() {
  const { t } = useTranslation('storage');
  const format = useFormat();
  const notify = useNotify();
  const look = useCall('rescue.preview');
  const bring = useCall('rescue.import', { refreshes: ['health.get'] });
  const [file, setFile] = useState<Chosen | null>(null);
  const [privateKey, setPrivateKey] = useState<Chosen | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [effect, setEffect] = useState<RescueEffectView | null>(null);
  const [error, setError] = useState<AppError | null>(null);

  const input = () => ({
    text: file?.text ?? '',
    key: privateKey ? { privateKey: privateKey.text } : { passphrase },
  });
  const begin = (chosen: Chosen | null) => {
    setFile(chosen);
    setPrivateKey(null);
    setPassphrase('');
    setEffect(null);
    setError(null);
  };
  const open = async () => {
    setError(null);
    const result = await look.run(input());
    if (result.ok) setEffect(result.value);
    else setError(result.error);
  };
  const bringIn = async () => {
    setError(null);
    const result = await bring.run(input());
    if (!result.ok) return setError(result.error);
    const { added } = result.value;
    notify({ kind: 'success', text: t('bringIn.done', { count: added, number: format.number(added) }) });
    begin(null);
  };
  return (
    <section className={mergeClasses(page.card, styles.section)} aria-labelledby="bring-in">
      <h2 id="bring-in" className={styles.heading}>
        {t('bringIn.title')}
      </h2>
      <p className={styles.note}>{t('bringIn.intro')}</p>
      <div className={styles.row}>
        <TextFileButton
          label={t(file ? 'bringIn.other' : 'bringIn.choose')}
          accept=".rescue"
          maxBytes={maxRescueBytes}
          chosen={begin}
          refused={setError}
        />
        {file && <span>{t('bringIn.chosen', { file: `\u2068${file.fileName}\u2069` })}</span>}
      </div>
      {file && !effect && (
        <form
          className={growth.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void open();
          }}
        >
          <Field label={t('bringIn.passphrase')} hint={t('bringIn.passphraseHint')}>
            <Input
              dir="ltr"
              autoComplete="off"
              value={passphrase}
              disabled={privateKey !== null}
              onChange={(_, { value }) => setPassphrase(value)}
            />
          </Field>
          <div className={styles.row}>
            <TextFileButton
              label={
                privateKey
                  ? t('bringIn.keyChosen', { file: `\u2068${privateKey.fileName}\u2069` })
                  : t('bringIn.key')
              }
              accept=".pem,.key"
              maxBytes={maxKeyBytes}
              chosen={setPrivateKey}
              refused={setError}
              subtle
            />
          </div>
          <div>
            <Button
              type="submit"
              appearance="primary"
              disabledFocusable={look.busy || (passphrase.trim() === '' && !privateKey)}
            >
              {t(look.busy ? 'bringIn.looking' : 'bringIn.look')}
            </Button>
          </div>
        </form>
      )}
      {effect && <Effect effect={effect} />}
      {effect && effect.added > 0 && (
        <div>
          <Button appearance="primary" disabledFocusable={bring.busy} onClick={() => void bringIn()}>
            {bring.busy
              ? t('bringIn.doing')
              : t('bringIn.do', { count: effect.added, number: format.number(effect.added) })}
          </Button>
        </div>
      )}
      <ErrorBar title={t(effect ? 'bringIn.notDone' : 'bringIn.notOpened')} error={error} />
    </section>
  );
}

function Effect({ effect }: { readonly effect: RescueEffectView }) {
  const { t } = useTranslation('storage');
  const format = useFormat();
  const { machine, exportedAt, added, held, known, missingReceivers } = effect;
  const counted = (count: number) => ({ count, number: format.number(count) });
  return (
    <div role="status" className={styles.lines}>
      <p>
        <strong>
          {t('bringIn.from', { machine: `\u2068${machine}\u2069`, time: format.dateTime(exportedAt) })}
        </strong>
      </p>
      {added === 0 ? <p>{t('bringIn.nothing')}</p> : <p>{t('bringIn.adds', counted(added))}</p>}
      {held > 0 && <p>{t('bringIn.held', counted(held))}</p>}
      {known > 0 && added > 0 && <p>{t('bringIn.known', counted(known))}</p>}
      {missingReceivers.map((name) => (
        <p key={name}>{t('bringIn.missing', { name: `\u2068${name}\u2069` })}</p>
      ))}
    </div>
  );
}

/** A file of text, of no more than so many bytes. */
function TextFileButton({
  label,
  accept,
  maxBytes,
  chosen,
  refused,
  subtle = false,
}: {
  readonly label: string;
  readonly accept: string;
  readonly maxBytes: number;
  readonly chosen: (file: Chosen) => void;
  readonly refused: (error: AppError) => void;
  readonly subtle?: boolean;
}) {
  const read = async (file: File) => {
    if (file.size > maxBytes) {
      const result = fail('FILE_TOO_LARGE', 'This file is too large.');
      if (!result.ok) refused(result.error);
    } else chosen({ fileName: file.name.slice(0, 255), text: await file.text() });
  };
  return (
    <FileButton
      accept={accept}
      appearance={subtle ? 'subtle' : 'secondary'}
      onFile={(file) => void read(file)}
    >
      {label}
    </FileButton>
  );
}
