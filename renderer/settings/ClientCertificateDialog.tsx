import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
} from '@fluentui/react-components';
import { type FormEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DestinationView } from '../../core/contract/destination.ts';
import type { AppError } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { SecretInput } from '../form/SecretInput.tsx';
import { useNotify } from '../shell/notices.tsx';
import { errorWords } from '../shell/words.ts';
import styles from './ClientCertificate.module.css';
import { readCertificateFiles } from './read-certificate-files.ts';

/** Takes the files and what opens them; they go to main and are forgotten here when the dialog closes. */
export function ClientCertificateDialog({
  destination: { id, name },
  close,
}: {
  readonly destination: DestinationView;
  readonly close: () => void;
}) {
  const { t } = useTranslation('network');
  const notify = useNotify();
  const input = useRef<HTMLInputElement>(null);
  const filesId = useId();
  const { run, busy } = useCall('destination.setCertificate', {
    refreshes: ['destination.list', 'health.get'],
  });
  const [files, setFiles] = useState<readonly File[]>([]);
  const [passphrase, setPassphrase] = useState('');
  const [refused, setRefused] = useState<{ readonly text: string; readonly passphrase: boolean } | null>(
    null,
  );
  const filesRefused = refused && !refused.passphrase ? refused.text : null;
  const passphraseRefused = refused?.passphrase ? refused.text : null;

  const set = async (event: FormEvent) => {
    event.preventDefault();
    const read = await readCertificateFiles(files, passphrase);
    if (!read) return setRefused({ text: t('certificate.rules.chooseFiles'), passphrase: false });
    const result = await run({ id, files: read });
    if (!result.ok) {
      const passphrase = result.error.fields?.[0]?.rule === 'wrongPassphrase';
      return setRefused({ text: wordsOf(result.error), passphrase });
    }
    notify({ kind: 'success', text: t('certificate.saved', { name }) });
    close();
  };
  const wordsOf = (error: AppError) => {
    const rule = error.fields?.[0]?.rule;
    return error.code === 'BAD_CERTIFICATE' && rule ? t(`certificate.rules.${rule}`) : errorWords(t, error);
  };
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && !busy && close()}>
      <DialogSurface>
        <form noValidate onSubmit={(event) => void set(event)}>
          <DialogBody>
            <DialogTitle>{t('certificate.dialogTitle', { name: `\u2068${name}\u2069` })}</DialogTitle>
            <DialogContent className={styles.dialog}>
              <Field
                label={{ id: filesId, children: t('certificate.files') }}
                hint={t('certificate.filesHint')}
                validationState={filesRefused ? 'error' : 'none'}
                validationMessage={filesRefused}
              >
                <div className={styles.buttons}>
                  <Button type="button" onClick={() => input.current?.click()}>
                    {t('certificate.choose')}
                  </Button>
                  {files.length > 0 && (
                    <span>
                      {t('certificate.chosen', {
                        files: files.map((file) => `\u2068${file.name}\u2069`).join(', '),
                      })}
                    </span>
                  )}
                </div>
              </Field>
              <input
                ref={input}
                hidden
                multiple
                type="file"
                accept=".p12,.pfx,.pem,.crt,.cer,.key"
                aria-label={t('certificate.choose')}
                onChange={(event) => {
                  setRefused(null);
                  setFiles([...(event.target.files ?? [])]);
                  event.target.value = '';
                }}
              />
              <Field
                label={t('certificate.passphrase')}
                hint={t('certificate.passphraseHint')}
                validationState={passphraseRefused ? 'error' : 'none'}
                validationMessage={passphraseRefused}
              >
                <SecretInput
                  autoComplete="off"
                  value={passphrase}
                  onChange={(_, { value }) => {
                    setRefused(null);
                    setPassphrase(value);
                  }}
                />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button disabled={busy} onClick={close}>
                {t('common:cancel')}
              </Button>
              <Button type="submit" appearance="primary" disabledFocusable={busy || files.length === 0}>
                {t('certificate.set')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
