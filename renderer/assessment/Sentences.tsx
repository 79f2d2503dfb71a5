import { Fragment } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { useFormat } from '../shell/format.ts';
import { fieldWords } from '../shell/words.ts';
import styles from './Assessment.module.css';
import type { FormFault } from './form-paths.ts';
import type { LastValue } from './last-values.ts';
import { type NumberField, numberFields } from './number-fields.ts';
import type { Doubt } from './use-doubts.ts';

/** Numbers with their unit read left to right, or "°C" would turn into "C°" in Arabic. */
const ltr = { v: <bdi dir="ltr" className={styles.quantity} /> };

/** The unit of a field, '' where it has none. */
export function unitOf(field: string): string {
  return isNumber(field) ? numberFields[field].unit : '';
}

/** What is wrong with a field and what to do; a broken limit names the range. */
export function FaultSentence({ field, rule }: FormFault) {
  const { t } = useTranslation('assessment');
  if (rule !== 'range' || !isNumber(field)) {
    return t(`rules.${rule}`, { defaultValue: fieldWords(t, { path: field, rule }) });
  }
  const { min, max, unit } = numberFields[field];
  return <Trans t={t} i18nKey="range" values={{ min, max, unit }} components={ltr} />;
}

/** The name of a field of the form, or of a cell of one of its rows. */
export function useFieldLabel(): (field: FormFault['field']) => string {
  const { t } = useTranslation('assessment');
  return (field) => {
    const [list, at, cell] = field.split('.');
    if (cell === undefined) return t(`fields.${list}`);
    return t('rowField', { field: t(`rows.${list}.${cell}`), number: Number(at) + 1 });
  };
}

function isNumber(field: string): field is NumberField {
  return Object.hasOwn(numberFields, field);
}

/** Why a value is worth a second look. */
export function DoubtSentences({ doubt: { field, age, warnings } }: { readonly doubt: Doubt }) {
  const { t } = useTranslation('assessment');
  return warnings.map(({ rule, params }, at) => (
    <Fragment key={rule}>
      {at > 0 && ' '}
      <Trans
        t={t}
        i18nKey={`warnings.${rule}`}
        values={{ ...params, age, unit: unitOf(field) }}
        components={ltr}
      />
    </Fragment>
  ));
}

/** "Last time 138 cm, 24 Nov 2025". */
export function LastTime({ last, unit }: { readonly last: LastValue; readonly unit: string }) {
  const { t } = useTranslation('assessment');
  const format = useFormat();
  const values = { value: last.value, unit, date: format.date(last.at) };
  return <Trans t={t} i18nKey={unit ? 'lastTime' : 'lastTimePlain'} values={values} components={ltr} />;
}
