import { Field } from '@fluentui/react-components';
import { DatePicker } from '@fluentui/react-datepicker-compat';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { monday, useCalendarWords } from '../assessment/calendar-words.ts';
import { formatDay, fromPickerDate, parseDay, today, toPickerDate } from '../assessment/visit-date.ts';
import styles from './Filters.module.css';
import type { QueueView } from './queue-view.ts';

/** Before this no message of ours was made. */
const firstDay = '2020-01-01';

/** The first and the last day of a range, typed as dd/mm/yyyy or picked; one that is left empty leaves its side open. */
export function DateRange({
  view: { fromDay, toDay },
  onChange,
}: {
  readonly view: QueueView;
  readonly onChange: (change: Partial<QueueView>) => void;
}) {
  const { t } = useTranslation('queue');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not lay out its children in a row
    <div role="group" aria-label={t('filters.time')} className={styles.range}>
      <Day
        label={t('filters.from')}
        value={fromDay}
        earliest={firstDay}
        latest={toDay ?? today()}
        onChange={(day) => onChange({ fromDay: day })}
      />
      <Day
        label={t('filters.to')}
        value={toDay}
        earliest={fromDay ?? firstDay}
        latest={today()}
        onChange={(day) => onChange({ toDay: day })}
      />
    </div>
  );
}

function Day({
  label,
  value,
  earliest,
  latest,
  onChange,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly earliest: string;
  readonly latest: string;
  readonly onChange: (day: string | null) => void;
}) {
  const { t } = useTranslation('queue');
  const words = useCalendarWords();
  return (
    <Field
      label={label}
      orientation="horizontal"
      className={styles.day ?? ''}
      onKeyDownCapture={takeTypedDay}
    >
      <DatePicker
        allowTextInput
        openOnClick={false}
        disableAutoFocus
        inlinePopup
        className={styles.dayInput ?? ''}
        input={{ dir: 'ltr' }}
        placeholder={t('filters.dayForm')}
        autoComplete="off"
        value={value === null ? null : toPickerDate(value)}
        today={toPickerDate(today()) ?? new Date()}
        minDate={toPickerDate(earliest) ?? new Date(2020, 0, 1)}
        maxDate={toPickerDate(latest) ?? new Date()}
        isMonthPickerVisible={false}
        firstDayOfWeek={monday}
        strings={words.strings}
        dateTimeFormatter={words.formatting}
        popupSurface={{ 'aria-label': words.label }}
        formatDate={formatDay}
        parseDateFromString={(text) => parseDay(text, earliest, latest)}
        onSelectDate={(date) => onChange(date ? fromPickerDate(date) : null)}
      />
    </Field>
  );
}

/** Enter takes what was typed, as leaving the field does; by itself the picker would open its calendar over the list. */
function takeTypedDay(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  event.stopPropagation();
  event.target.blur();
  event.target.focus();
}
