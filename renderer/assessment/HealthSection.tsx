import { Button, Checkbox, Field, Select } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { type Control, useFieldArray, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { allergenList } from '../../core/clinical/allergen-list.ts';
import { conditionList } from '../../core/clinical/condition-list.ts';
import { diagnosisList } from '../../core/clinical/diagnosis-list.ts';
import type { ListedTerm } from '../../core/clinical/listed-term.ts';
import type { StudentView } from '../../core/contract/student.ts';
import type { StudentRecord } from '../../core/contract/student-page.ts';
import { useChannel } from '../api-hooks.ts';
import styles from './Assessment.module.css';
import { rowChoices } from './form-fields.ts';
import type { PartId } from './form-sections.ts';
import { type FormValues, newRow } from './form-values.ts';
import { useRecordedWords, useTermWords } from './list-terms.ts';
import { AddRow, ChoiceCell, RowFrame, TermCell, WordCell } from './RowCells.tsx';
import { Part } from './Section.tsx';
import { useFocusAdded } from './use-focus-added.ts';
import { dayText } from './visit-date.ts';

interface Props {
  readonly control: Control<FormValues>;
}

/** Allergies, chronic conditions and diagnoses: what this visit changes in them, each closed until it is needed. */
export function HealthSection({
  control,
  student,
  isOpen,
  onToggle,
}: Props & {
  readonly student: StudentView;
  readonly isOpen: (part: PartId) => boolean;
  readonly onToggle: (part: PartId) => void;
}) {
  const { t } = useTranslation('assessment');
  const { watch } = useFormContext<FormValues>();
  const changes = {
    allergies: watch('newAllergies').length + watch('endedAllergies').length,
    conditions: watch('conditions').length,
    diagnoses: watch('diagnoses').length,
  };
  const standing = useChannel('student.record', { id: student.id }, { staleTime: 0 }).data?.conditions ?? [];
  const known = { allergies: student.allergies.length, conditions: standing.length, diagnoses: 0 };
  const part = (id: keyof typeof changes, content: ReactNode) => (
    <Part
      title={t(`parts.${id}`)}
      summary={
        changes[id] > 0
          ? t('changesHere', { count: changes[id] })
          : known[id] > 0
            ? t('onRecord', { count: known[id] })
            : t('partState.nothing')
      }
      open={isOpen(id)}
      onToggle={() => onToggle(id)}
    >
      {content}
    </Part>
  );
  return (
    <div className={styles.parts}>
      {part('allergies', <Allergies control={control} student={student} />)}
      {part('conditions', <Conditions control={control} standing={standing} />)}
      {part('diagnoses', <Diagnoses control={control} />)}
    </div>
  );
}

function Allergies({ control, student }: Props & { readonly student: StudentView }) {
  const { t } = useTranslation('assessment');
  const words = useRecordedWords();
  const { setValue } = useFormContext<FormValues>();
  const added = useFieldArray({ control, name: 'newAllergies' });
  const ended = useFieldArray({ control, name: 'endedAllergies' });
  useFocusAdded('newAllergies', added.fields.length);
  const list = 'newAllergies';
  return (
    <div className={styles.rows}>
      {student.allergies.map((allergy) => {
        const at = ended.fields.findIndex(({ text }) => text === allergy.text);
        return (
          <div key={allergy.text} className={styles.knownRow}>
            <bdi className={at >= 0 ? styles.ended : undefined}>{words(allergenList, allergy)}</bdi>
            <Checkbox
              label={t('rows.endedAllergies.tick')}
              aria-label={`${t('rows.endedAllergies.tick')}: ${words(allergenList, allergy)}`}
              checked={at >= 0}
              onChange={(_, { checked }) =>
                checked ? ended.append({ text: allergy.text }) : ended.remove(at)
              }
            />
          </div>
        );
      })}
      {added.fields.map((row, at) => {
        const cell = { control, list, at } as const;
        return (
          <RowFrame
            key={row.id}
            label={t('rows.newAllergies.title', { number: at + 1 })}
            removeLabel={t('rows.remove')}
            onRemove={() => added.remove(at)}
          >
            <TermCell
              {...cell}
              cell="code"
              terms={allergenList}
              onChosen={({ kind }) => setValue(`newAllergies.${at}.kind`, kind, { shouldDirty: true })}
            />
            <ChoiceCell {...cell} cell="kind" answers={rowChoices.kind} required />
            <ChoiceCell {...cell} cell="severity" answers={rowChoices.severity} />
            <WordCell {...cell} cell="reaction" />
            <WordCell {...cell} cell="since" ltr hint={t('visitDateHint')} />
          </RowFrame>
        );
      })}
      <AddRow
        label={t('rows.newAllergies.add')}
        onAdd={() => added.append(newRow(list), { shouldFocus: false })}
      />
    </div>
  );
}

function Conditions({ control, standing }: Props & { readonly standing: StudentRecord['conditions'] }) {
  const { t } = useTranslation('assessment');
  const words = useRecordedWords();
  const { fields, append, remove } = useFieldArray({ control, name: 'conditions' });
  useFocusAdded('conditions', fields.length);
  const list = 'conditions';
  const touched = new Set(fields.map(({ instanceId }) => instanceId));
  return (
    <div className={styles.rows}>
      {standing
        .filter(({ instanceId }) => !touched.has(instanceId))
        .map(({ instanceId, code = '', text, onset }) => (
          <div key={instanceId} className={styles.knownRow}>
            <bdi>{words(conditionList, { code, text })}</bdi>
            {(['changed', 'withdrawn'] as const).map((change) => (
              <Button
                key={change}
                size="small"
                aria-label={`${t(`answers.change.${change}`)}: ${words(conditionList, { code, text })}`}
                onClick={() =>
                  append(
                    newRow(list, { change, instanceId, code, text, onset: onset ? dayText(onset) : '' }),
                    { shouldFocus: false },
                  )
                }
              >
                {t(`answers.change.${change}`)}
              </Button>
            ))}
          </div>
        ))}
      {fields.map((row, at) => {
        const cell = { control, list, at } as const;
        return (
          <RowFrame
            key={row.id}
            label={`${t(`rows.conditions.${row.change}`)}${row.change === 'added' ? '' : ` · ${words(conditionList, row)}`}`}
            removeLabel={t('rows.remove')}
            onRemove={() => remove(at)}
          >
            {row.change !== 'withdrawn' && (
              <>
                <TermCell {...cell} cell="code" terms={conditionList} />
                <WordCell {...cell} cell="onset" ltr hint={t('visitDateHint')} />
              </>
            )}
          </RowFrame>
        );
      })}
      <AddRow label={t('rows.conditions.add')} onAdd={() => append(newRow(list), { shouldFocus: false })} />
    </div>
  );
}

function Diagnoses({ control }: Props) {
  const { t } = useTranslation('assessment');
  const { fields, append, remove } = useFieldArray({ control, name: 'diagnoses' });
  const words = useRecordedWords();
  const rest = diagnosisList.filter(({ code }) => !fields.some((row) => row.code === code));
  return (
    <div className={styles.rows}>
      {fields.map((row, at) => (
        <div key={row.id} className={styles.knownRow}>
          <span>
            <bdi>{words(diagnosisList, row)}</bdi> <bdi dir="ltr">{row.code}</bdi>
          </span>
          <Button size="small" onClick={() => remove(at)}>
            {t('rows.remove')}
          </Button>
        </div>
      ))}
      {fields.length < 10 && (
        <DiagnosisPicker
          terms={rest}
          onPicked={({ code, english }) => append({ code, text: english }, { shouldFocus: false })}
        />
      )}
    </div>
  );
}

/** Adds the diagnosis that is chosen; the list then stands at nothing again. */
function DiagnosisPicker({
  terms,
  onPicked,
}: {
  readonly terms: readonly ListedTerm[];
  readonly onPicked: (term: ListedTerm) => void;
}) {
  const { t } = useTranslation('assessment');
  const words = useTermWords();
  return (
    <Field label={t('rows.diagnoses.add')} hint={t('rows.diagnoses.hint')}>
      <Select
        className={styles.control}
        value=""
        onChange={(_, { value }) => {
          const term = terms.find(({ code }) => code === value);
          if (term) onPicked(term);
        }}
      >
        <option value="">{t('choose')}</option>
        {terms.map((term) => (
          <option key={term.code} value={term.code}>
            {`${words(term)} (${term.code})`}
          </option>
        ))}
      </Select>
    </Field>
  );
}
