import { type Control, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import {
  isFinding,
  type LocalMeasurementKey,
  localMeasurementKeys,
} from '../../core/clinical/local-measurements.ts';
import type { NotMeasuredItem } from '../../core/clinical/record-lists.ts';
import {
  educationTopics,
  type ScreeningSection as PartName,
  screeningSections,
} from '../../core/clinical/screening-lists.ts';
import { sectionsDue } from '../../core/clinical/screening-plan.ts';
import styles from './Assessment.module.css';
import { ChoiceField, TickField } from './ChoiceField.tsx';
import { bodyFields } from './form-fields.ts';
import { hearingFields, type PartId, partFields } from './form-sections.ts';
import type { FormValues } from './form-values.ts';
import { NumberField } from './NumberField.tsx';
import { possibleValues } from './number-fields.ts';
import { ReasonField } from './Reasons.tsx';
import { Part } from './Section.tsx';
import type { NumberProps } from './use-number-props.ts';
import { DayField, WordsField } from './WordsField.tsx';

interface Props {
  readonly control: Control<FormValues>;
  readonly numberProps: NumberProps;
}

/** Sections of a screening beside measurements and vision, each closed until it is needed. */
export function ScreeningSection({
  control,
  numberProps,
  parts,
  isOpen,
  onToggle,
}: Props & {
  readonly parts: readonly PartName[];
  readonly isOpen: (part: PartId) => boolean;
  readonly onToggle: (part: PartId) => void;
}) {
  const { t } = useTranslation('assessment');
  const values = useWatch({ control }) as FormValues;
  return (
    <div className={styles.parts}>
      {parts.map((part) => (
        <Part
          key={part}
          title={t(`parts.${part}`)}
          summary={t(`partState.${stateOf(part, values)}`)}
          open={isOpen(part)}
          onToggle={() => onToggle(part)}
        >
          <PartFields part={part} control={control} numberProps={numberProps} values={values} />
        </Part>
      ))}
    </div>
  );
}

/** The parts that are due by kind, grade and age, and those that hold something: what was entered is never out of sight. */
export function partsInSight(
  values: FormValues,
  grade: string,
  ageYears: number | null,
): readonly PartName[] {
  const due = sectionsDue(values.kind === 'annual' ? 'annual' : 'comprehensive', grade, ageYears);
  return screeningSections.filter((part) => due.includes(part) || stateOf(part, values) !== 'nothing');
}

/** What a closed part says: left out with a reason, with a finding (by the nurse's word or by a number), entered, or nothing yet. */
export function stateOf(part: PartName, values: FormValues): 'notDone' | 'abnormal' | 'entered' | 'nothing' {
  const fields = partFields[part].filter((field) => values[field] !== '');
  if (fields.length === 0) return 'nothing';
  if (fields.some((field) => field.startsWith('notDone'))) return 'notDone';
  const found = Object.entries(possibleValues(localMeasurementKeys, values)) as [
    LocalMeasurementKey,
    number,
  ][];
  const finding = (field: string) => found.some(([key, value]) => key === field && isFinding(key, value));
  return fields.some((field) => values[field] === 'abnormal' || finding(field)) ? 'abnormal' : 'entered';
}

function isDone(part: PartName, values: FormValues): boolean {
  return partFields[part].some((field) => !field.startsWith('notDone') && values[field] !== '');
}

function PartFields({
  part,
  control,
  numberProps,
  values,
}: Props & {
  readonly part: PartName;
  readonly values: FormValues;
}) {
  const { t } = useTranslation('assessment');
  // What was found needs no reason why not.
  const done = isDone(part, values);
  const number = (name: Parameters<NumberProps>[0]) => (
    <NumberField key={name} control={control} name={name} {...numberProps(name)} />
  );
  // A reason beside a result is refused: it stays in sight, to be taken back.
  const notDone = (item: NotMeasuredItem) =>
    done && values[`notDone_${item}`] === '' ? null : <ReasonField item={item} control={control} />;
  switch (part) {
    case 'medicalHistory':
      return <WordsField control={control} name="medicalHistory" />;
    case 'physicalExamination':
      return (
        <>
          <div className={styles.fields}>
            {bodyFields.map((name) => (
              <ChoiceField key={name} control={control} name={name} />
            ))}
            {notDone('physicalExamination')}
          </div>
          <WordsField control={control} name="bodyNote" />
        </>
      );
    case 'scoliosis':
      return (
        <div className={styles.fields}>
          <ChoiceField control={control} name="scoliosis" />
          {number('trunkRotationDeg')}
          <WordsField control={control} name="scoliosisNote" />
          {notDone('scoliosis')}
        </div>
      );
    case 'hearing':
      return (
        <>
          <div className={styles.fields}>
            <ChoiceField control={control} name="hearing" />
            {notDone('hearing')}
            <WordsField control={control} name="hearingNote" />
          </div>
          <div className={styles.thresholds}>{hearingFields.map(number)}</div>
        </>
      );
    case 'dental':
      return (
        <div className={styles.fields}>
          <ChoiceField control={control} name="dental" />
          {number('decayedTeeth')}
          <WordsField control={control} name="dentalNote" />
          {notDone('dental')}
        </div>
      );
    case 'bloodTest':
      return (
        <div className={styles.fields}>
          <ChoiceField control={control} name="bloodTest" />
          {number('haemoglobinGPerDl')}
          <DayField control={control} name="bloodTakenOn" />
          <WordsField control={control} name="bloodTestNote" />
          {notDone('bloodTest')}
        </div>
      );
    case 'depression':
      return (
        <>
          <p className={styles.muted}>{t('depressionPrivate')}</p>
          <div className={styles.fields}>
            <ChoiceField control={control} name="depression" />
            {number('depressionScore')}
            {notDone('depression')}
          </div>
          <WordsField control={control} name="depressionNote" />
        </>
      );
    case 'smoking':
      return (
        <div className={styles.fields}>
          <ChoiceField control={control} name="smoking" />
        </div>
      );
    case 'healthEducation':
      return (
        <>
          <div className={styles.ticks}>
            {educationTopics.map((topic) => (
              <TickField
                key={topic}
                control={control}
                name={`topic_${topic}`}
                answer="yes"
                label={t(`answers.topic.${topic}`)}
              />
            ))}
          </div>
          <WordsField control={control} name="educationNote" />
        </>
      );
    case 'immunisationReview':
      return (
        <div className={styles.fields}>
          <ChoiceField control={control} name="immunisation" />
          <WordsField control={control} name="immunisationMissing" />
        </div>
      );
  }
}
