import { Button, mergeClasses } from '@fluentui/react-components';
import { DocumentTableRegular } from '@fluentui/react-icons';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './RosterFilePicker.module.css';

/** Takes one file, by a button or by letting it fall. */
export function RosterFilePicker({
  another,
  open,
}: {
  /** A file is open already. */
  readonly another: boolean;
  readonly open: (file: File) => void;
}) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [tooMany, setTooMany] = useState(false);
  const take = (files: FileList | null) => {
    setTooMany((files?.length ?? 0) > 1);
    const file = files?.[0];
    if (file && files.length === 1) open(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a comfort; the button inside does the same
    <div
      className={mergeClasses(styles.zone, over && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <DocumentTableRegular fontSize={32} aria-hidden="true" />
      <Button appearance={another ? 'secondary' : 'primary'} onClick={() => input.current?.click()}>
        {t(another ? 'settings:students.chooseAnother' : 'settings:students.choose')}
      </Button>
      <span>{t(over ? 'settings:students.dropNow' : 'settings:students.drop')}</span>
      {tooMany && (
        <span role="alert" className={styles.refused}>
          {t('settings:students.oneFile')}
        </span>
      )}
      <input
        ref={input}
        className={styles.input}
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        aria-label={t('settings:students.choose')}
        tabIndex={-1}
        onChange={(event) => {
          take(event.target.files);
          // The same file, corrected, may be chosen again.
          event.target.value = '';
        }}
      />
    </div>
  );
}
