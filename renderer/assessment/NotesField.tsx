import { Field, Textarea } from '@fluentui/react-components';
import { type Control, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { FormValues } from './form-values.ts';

const longest = 2000;

/** Free words of the nurse, in either script. */
export function NotesField({ control }: { readonly control: Control<FormValues> }) {
  const { t } = useTranslation('assessment');
  const { field } = useController({ control, name: 'notes' });
  return (
    <Field label={t('fields.notes')}>
      <Textarea {...field} dir="auto" maxLength={longest} rows={3} resize="vertical" />
    </Field>
  );
}
