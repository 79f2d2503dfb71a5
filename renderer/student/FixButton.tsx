import { Button } from '@fluentui/react-components';
import { WrenchRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useFix } from './use-fix.ts';

/** Opens the form or the student at the field that made a message fail. Nothing where nobody here can correct it. */
export function FixButton({ id }: { readonly id: number }) {
  const { t } = useTranslation('student');
  const fix = useFix(id);
  if (!fix) return null;
  return (
    <Button size="small" appearance="primary" icon={<WrenchRegular />} onClick={fix.open}>
      {t('fix.button')}
    </Button>
  );
}
