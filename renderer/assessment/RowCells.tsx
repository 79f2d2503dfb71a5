import { Button, Field, Input, Select } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { type ReactNode, useId } from 'react';
import { type Control, type FieldPath, useController, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ListedTerm } from '../../core/clinical/listed-term.ts';
import styles from './Assessment.module.css';
import type { ListField } from './form-fields.ts';
import type { FormValues } from './form-values.ts';
import { useTermWords } from './list-terms.ts';
import { FaultSentence } from './Sentences.tsx';

interface CellProps {
  readonly control: Control<FormValues>;
  readonly list: ListField;
  readonly at: number;
  readonly cell: string;
  readonly required?: boolean;
}

function useCell({ control, list, at, cell }: CellProps) {
  const { t } = useTranslation('assessment');
  const name = `${list}.${at}.${cell}` as FieldPath<FormValues>;
  const { field, fieldState } = useController({ control, name });
  const rule = fieldState.error && (fieldState.error.message || fieldState.error.type);
  const fault = rule ? { children: <FaultSentence field={name as 'notes'} rule={rule} /> } : null;
  return { field: { ...field, value: String(field.value ?? '') }, fault, label: t(`rows.${list}.${cell}`) };
}

/** A cell of free words, or of a time, a day or a number where `ltr`. */
export function WordCell({ ltr = false, hint, ...cell }: CellProps & { ltr?: boolean; hint?: string }) {
  const { field, fault, label } = useCell(cell);
  return (
    <Field label={label} required={cell.required ?? false} validationMessage={fault} hint={hint ?? null}>
      <Input
        {...field}
        dir={ltr ? 'ltr' : 'auto'}
        maxLength={ltr ? 12 : 199}
        autoComplete="off"
        className={styles.control}
        {...(ltr ? { input: { className: styles.number } } : {})}
      />
    </Field>
  );
}

/** A cell that is chosen from a list. */
export function ChoiceCell({ answers, ...cell }: CellProps & { readonly answers: readonly string[] }) {
  const { t } = useTranslation('assessment');
  const { field, fault, label } = useCell(cell);
  return (
    <Field label={label} required={cell.required ?? false} validationMessage={fault}>
      <Select {...field} className={styles.control}>
        <option value="">{t('choose')}</option>
        {answers.map((answer) => (
          <option key={answer} value={answer}>
            {t(`answers.${cell.cell}.${answer}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** Marks a term that the list does not hold: its words are typed. */
const other = 'other';

/**
 * A term from a list of codes, or in the nurse's own words. Code and English words are kept together; `onChosen` may fill more
 * of the row from the list.
 */
export function TermCell<T extends ListedTerm>({
  terms,
  words = 'text',
  onChosen,
  ...cell
}: CellProps & {
  readonly terms: readonly T[];
  /** The cell that holds the words. */
  readonly words?: string;
  readonly onChosen?: (term: T) => void;
}) {
  const { t } = useTranslation('assessment');
  const wordsIn = useTermWords();
  const { setValue } = useFormContext<FormValues>();
  const code = useCell(cell);
  const text = useCell({ ...cell, cell: words });
  const path = (name: string) => `${cell.list}.${cell.at}.${name}` as FieldPath<FormValues>;
  const known = terms.some((term) => term.code === code.field.value);
  const own = code.field.value === '' && text.field.value !== '';
  return (
    <>
      <Field
        label={t(`rows.${cell.list}.${words}`)}
        required
        validationMessage={known || own ? null : text.fault}
      >
        <Select
          className={styles.control}
          name={known ? code.field.name : text.field.name}
          ref={known ? code.field.ref : own ? undefined : text.field.ref}
          value={known ? code.field.value : own ? other : ''}
          onChange={(_, { value }) => {
            const term = terms.find((each) => each.code === value);
            const set = (name: string, to: string) =>
              setValue(path(name), to as never, { shouldDirty: true, shouldTouch: true });
            set('code', term?.code ?? '');
            // A blank would read as nothing chosen.
            set(words, term?.english ?? (value === other ? ' ' : ''));
            if (term) onChosen?.(term);
          }}
        >
          <option value="">{t('choose')}</option>
          {terms.map((term) => (
            <option key={term.code} value={term.code}>
              {wordsIn(term)}
            </option>
          ))}
          <option value={other}>{t('otherWords')}</option>
        </Select>
      </Field>
      {own && (
        <Field label={t('inWords')} required validationMessage={text.fault}>
          <Input
            {...text.field}
            value={text.field.value.trimStart()}
            onChange={(_, { value }) => text.field.onChange(value === '' ? ' ' : value)}
            dir="auto"
            maxLength={199}
            autoComplete="off"
            className={styles.control}
          />
        </Field>
      )}
    </>
  );
}

/** One row with its cells and the button that takes it out. */
export function RowFrame({
  label,
  removeLabel,
  onRemove,
  children,
}: {
  readonly label: string;
  readonly removeLabel: string;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <fieldset className={styles.row} aria-labelledby={id}>
      <div className={styles.rowHead}>
        <span id={id} className={styles.rowTitle}>
          {label}
        </span>
        <Button size="small" appearance="subtle" icon={<DeleteRegular />} onClick={onRemove}>
          {removeLabel}
        </Button>
      </div>
      <div className={styles.fields}>{children}</div>
    </fieldset>
  );
}

/** The button that adds a row; a full list has none. */
export function AddRow({ label, onAdd }: { readonly label: string; readonly onAdd: () => void }) {
  return (
    <Button size="small" className={styles.addRow} icon={<AddRegular />} onClick={onAdd}>
      {label}
    </Button>
  );
}
