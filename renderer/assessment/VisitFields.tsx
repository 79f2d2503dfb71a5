import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { DatePicker } from '@fluentui/react-datepicker-compat';
import { useState } from 'react';
import { type Control, useController, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { visitKinds } from '../../core/contract/assessment.ts';
import type { StudentView } from '../../core/contract/student.ts';
import styles from './Assessment.module.css';
import { ChoiceField } from './ChoiceField.tsx';
import { monday, useCalendarWords } from './calendar-words.ts';
import type { FormValues } from './form-values.ts';
import { FaultSentence } from './Sentences.tsx';
import { formatDay, fromPickerDate, parseDay, today, toPickerDate } from './visit-date.ts';
import { TimeField } from './WordsField.tsx';

/** Type and date of the visit: the only fields that start filled in, from the grade and the calendar. */
export function VisitFields({
  control,
  student,
}: {
  readonly control: Control<FormValues>;
  readonly student: StudentView;
}) {
  const { t } = useTranslation('assessment');
  const kind = useWatch({ control, name: 'kind' });
  const asksForCard = student.emiratesId === null && student.noCardReason === undefined;
  return (
    <div className={styles.stack}>
      <div className={styles.visit}>
        <KindField control={control} />
        <DateField control={control} bornOn={student.dateOfBirth} />
      </div>
      <div className={styles.fields}>
        {kind === 'clinic' && <TimeField control={control} name="timeIn" />}
        {asksForCard && (
          <ChoiceField control={control} name="noCardReason" nothing={t('notAsked')} hint={t('noCardHint')} />
        )}
        {kind !== 'clinic' && (
          <>
            <ChoiceField control={control} name="consentSigned" nothing={t('notAsked')} />
            <ChoiceField control={control} name="breakfast" nothing={t('notAsked')} />
          </>
        )}
      </div>
    </div>
  );
}

function KindField({ control }: { readonly control: Control<FormValues> }) {
  const { t } = useTranslation('assessment');
  const { field } = useController({ control, name: 'kind' });
  return (
    <Field label={t('fields.kind')}>
      <RadioGroup
        name="kind"
        layout="horizontal"
        className={styles.kinds}
        value={field.value}
        onChange={(_, { value }) => field.onChange(value)}
        onBlur={field.onBlur}
      >
        {visitKinds.map((kind, at) => (
          <Radio key={kind} ref={at === 0 ? field.ref : undefined} value={kind} label={t(`kind.${kind}`)} />
        ))}
      </RadioGroup>
    </Field>
  );
}

/**
 * The day of the visit, typed as dd/mm/yyyy or picked. What is no day of this student's life up to today is not taken: the
 * field goes back to the day before and says so, because the picker would otherwise show one day and hold another.
 */
function DateField({ control, bornOn }: { readonly control: Control<FormValues>; readonly bornOn: string }) {
  const { t } = useTranslation('assessment');
  const { strings, formatting, label } = useCalendarWords();
  const [refused, setRefused] = useState(false);
  const { field, fieldState } = useController({
    control,
    name: 'visitDate',
    rules: { validate: (date) => date !== '' || 'missing' },
  });
  const rule = fieldState.error && (fieldState.error.message || fieldState.error.type);
  const latest = today();
  const earlier = field.value !== '' && field.value !== latest;
  const message = rule ? (
    <FaultSentence field="visitDate" rule={rule} />
  ) : refused ? (
    t('visitDateRefused')
  ) : earlier ? (
    t('visitDateEarlier')
  ) : null;

  return (
    <Field
      label={t('fields.visitDate')}
      hint={t('visitDateHint')}
      validationState={rule ? 'error' : message ? 'warning' : 'none'}
      validationMessage={message ? { children: message, ...(refused ? { role: 'alert' } : {}) } : null}
    >
      <DatePicker
        ref={field.ref}
        allowTextInput
        // A click is for typing; the calendar opens by its icon or the arrow key.
        openOnClick={false}
        disableAutoFocus
        className={styles.control}
        input={{ className: styles.number, dir: 'ltr' }}
        autoComplete="off"
        value={toPickerDate(field.value)}
        today={toPickerDate(latest) ?? new Date()}
        minDate={toPickerDate(bornOn) ?? new Date(1990, 0, 1)}
        maxDate={toPickerDate(latest) ?? new Date()}
        // Its month names and their labels differ, which a person who speaks to the window cannot use.
        isMonthPickerVisible={false}
        firstDayOfWeek={monday}
        strings={strings}
        dateTimeFormatter={formatting}
        popupSurface={{ 'aria-label': label }}
        formatDate={formatDay}
        parseDateFromString={(text) => parseDay(text, bornOn, latest)}
        onSelectDate={(date) => field.onChange(date ? fromPickerDate(date) : '')}
        onValidationResult={({ error }) => setRefused(error !== undefined && error !== 'required-input')}
        onFocus={() => setRefused(false)}
        onBlur={field.onBlur}
      />
    </Field>
  );
}
