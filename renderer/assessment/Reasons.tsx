import { Button, useId } from '@fluentui/react-components';
import { ChevronDownRegular, ChevronUpRegular } from '@fluentui/react-icons';
import { type Control, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { NotMeasuredItem } from '../../core/clinical/record-lists.ts';
import styles from './Assessment.module.css';
import { ChoiceField } from './ChoiceField.tsx';
import { type ReasonPart, reasonItems } from './form-sections.ts';
import type { FieldName, FormValues } from './form-values.ts';
import { WordsField } from './WordsField.tsx';

/** Why one thing was not measured, from the list; "other" asks for words. */
export function ReasonField({
  item,
  control,
}: {
  readonly item: NotMeasuredItem;
  readonly control: Control<FormValues>;
}) {
  const { t } = useTranslation('assessment');
  const reason = useWatch({ control, name: `notDone_${item}` });
  return (
    <>
      <ChoiceField control={control} name={`notDone_${item}`} nothing={t('choose')} />
      {reason === 'other' && <WordsField control={control} name={`notDoneNote_${item}`} required />}
    </>
  );
}

/** Reasons for what a section measures, closed until somebody wants them; closed they still say what was left out. */
export function Reasons({
  part,
  control,
  open,
  onToggle,
}: {
  readonly part: ReasonPart;
  readonly control: Control<FormValues>;
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  const { t } = useTranslation('assessment');
  const id = useId('reasons');
  const values = useWatch({ control }) as FormValues;
  const left = reasonItems[part].filter((item) => values[`notDone_${item}`] !== '');
  // A reason beside a value is refused: it stays in sight, to be taken back.
  const offered = reasonItems[part].filter((item) => left.includes(item) || !hasValue(item, values));
  if (offered.length === 0 || (values.kind === 'clinic' && left.length === 0)) return null;
  const names = left.map((item) => t(`notMeasuredItems.${item}`)).join(t('listComma'));
  return (
    <div className={styles.reasons}>
      <Button
        size="small"
        appearance="subtle"
        aria-expanded={open}
        aria-controls={id}
        icon={open ? <ChevronUpRegular /> : <ChevronDownRegular />}
        onClick={onToggle}
      >
        {left.length > 0 ? t('reasons.given', { list: names }) : t('reasons.ask')}
      </Button>
      <div id={id} hidden={!open} className={styles.reasonFields}>
        {open && offered.map((item) => <ReasonField key={item} item={item} control={control} />)}
      </div>
    </div>
  );
}

function hasValue(item: (typeof reasonItems)[ReasonPart][number], values: FormValues): boolean {
  const fields: readonly FieldName[] = item === 'bloodPressure' ? ['systolicMmHg', 'diastolicMmHg'] : [item];
  return fields.some((field) => values[field] !== '');
}
