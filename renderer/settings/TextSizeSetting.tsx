import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../core/contract/destination.ts';
import { useAppearance } from '../appearance.ts';
import { textSizes } from '../theme.ts';
import { useManaged } from './use-managed.ts';

/** How large the text of the window is; it changes at once. */
export function TextSizeSetting() {
  const { t } = useTranslation('shell');
  const { textSize, choose } = useAppearance();
  const fixed = useManaged()?.settings.includes('textSize') ?? false;
  return (
    <Field label={t('textSize.label')} hint={fixed ? t('settings:managed.fixed') : null}>
      <RadioGroup
        layout="horizontal"
        value={textSize}
        disabled={fixed}
        onChange={(_, { value }) => choose({ textSize: value as Settings['textSize'] })}
      >
        {textSizes.map((each) => (
          <Radio key={each} value={each} label={t(`textSize.${each}`)} />
        ))}
      </RadioGroup>
    </Field>
  );
}
