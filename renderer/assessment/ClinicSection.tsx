import { type Control, useFieldArray, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { vaccineList } from '../../core/clinical/vaccine-list.ts';
import styles from './Assessment.module.css';
import { ChoiceField } from './ChoiceField.tsx';
import { rowChoices, yesNo } from './form-fields.ts';
import { type FormValues, newRow } from './form-values.ts';
import { AddRow, ChoiceCell, RowFrame, TermCell, WordCell } from './RowCells.tsx';
import { useFocusAdded } from './use-focus-added.ts';
import { timeOf } from './visit-times.ts';
import { WordsField } from './WordsField.tsx';

interface Props {
  readonly control: Control<FormValues>;
}

const most = 10;

/** The columns of the paper clinic log: why the student came, what was found and done, who was told. */
export function ClinicSection({ control }: Props) {
  const reason = useWatch({ control, name: 'visitReason' });
  return (
    <div className={styles.stack}>
      <div className={styles.fields}>
        <ChoiceField control={control} name="visitReason" required nothing="" />
      </div>
      <div className={styles.pair}>
        <WordsField control={control} name="complaint" />
        <WordsField control={control} name="finding" />
      </div>
      {reason === 'injury' && (
        <div className={styles.fields}>
          <WordsField control={control} name="injuryPlace" required />
          <WordsField control={control} name="injuryMechanism" required />
          <WordsField control={control} name="injuryBodyPart" required />
          <WordsField control={control} name="injuryWitness" />
        </div>
      )}
      <WordsField control={control} name="intervention" />
      <Medications control={control} />
      <Immunisations control={control} />
      <div className={styles.pair}>
        <WordsField control={control} name="evaluation" />
        <WordsField control={control} name="informed" />
      </div>
    </div>
  );
}

function Medications({ control }: Props) {
  const { t } = useTranslation('assessment');
  const { fields, append, remove } = useFieldArray({ control, name: 'medications' });
  useFocusAdded('medications', fields.length);
  const list = 'medications';
  return (
    <div className={styles.rows}>
      {fields.map((row, at) => {
        const cell = { control, list, at } as const;
        return (
          <RowFrame
            key={row.id}
            label={t('rows.medications.title', { number: at + 1 })}
            removeLabel={t('rows.remove')}
            onRemove={() => remove(at)}
          >
            <WordCell {...cell} cell="name" required />
            <WordCell {...cell} cell="dose" required />
            <ChoiceCell {...cell} cell="route" answers={rowChoices.route} required />
            <WordCell {...cell} cell="time" ltr required />
            <ChoiceCell {...cell} cell="consent" answers={yesNo} required />
            <WordCell {...cell} cell="givenBy" hint={t('givenByHint')} />
          </RowFrame>
        );
      })}
      {fields.length < most && (
        <AddRow
          label={t('rows.medications.add')}
          onAdd={() => append(newRow(list, { time: timeOf(Date.now()) }), { shouldFocus: false })}
        />
      )}
    </div>
  );
}

function Immunisations({ control }: Props) {
  const { t } = useTranslation('assessment');
  const { fields, append, remove } = useFieldArray({ control, name: 'immunisations' });
  const reason = useWatch({ control, name: 'visitReason' });
  useFocusAdded('immunisations', fields.length);
  const list = 'immunisations';
  if (reason !== 'vaccination' && fields.length === 0) return null;
  return (
    <div className={styles.rows}>
      {fields.map((row, at) => {
        const cell = { control, list, at } as const;
        return (
          <RowFrame
            key={row.id}
            label={t('rows.immunisations.title', { number: at + 1 })}
            removeLabel={t('rows.remove')}
            onRemove={() => remove(at)}
          >
            <TermCell {...cell} cell="code" words="name" terms={vaccineList} />
            <WordCell {...cell} cell="dose" ltr />
            <WordCell {...cell} cell="lot" />
            <WordCell {...cell} cell="expires" ltr hint={t('visitDateHint')} />
            <ChoiceCell {...cell} cell="site" answers={rowChoices.site} />
            <WordCell {...cell} cell="time" ltr required />
            <ChoiceCell {...cell} cell="consent" answers={yesNo} required />
          </RowFrame>
        );
      })}
      {fields.length < most && (
        <AddRow
          label={t('rows.immunisations.add')}
          onAdd={() => append(newRow(list, { time: timeOf(Date.now()) }), { shouldFocus: false })}
        />
      )}
    </div>
  );
}
