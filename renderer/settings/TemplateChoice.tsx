import { Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannel } from '../api-hooks.ts';

/** The ready-made profiles to begin a destination with. */
export function TemplateChoice({ choose }: { readonly choose: (profile: string) => void }) {
  const { t } = useTranslation('profiles');
  const templates = useChannel('destination.templates', {}).data ?? [];
  const [chosen, setChosen] = useState('');
  return (
    <Field label={t('template.label')}>
      <Select
        value={chosen}
        onChange={(_, { value }) => {
          setChosen(value);
          const template = templates.find(({ name }) => name === value);
          if (template) choose(template.profile);
        }}
      >
        <option value="" disabled>
          {t('template.choose')}
        </option>
        {templates.map(({ name }) => (
          <option key={name} value={name}>
            {t(`template.${name}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
