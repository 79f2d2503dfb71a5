import { Button } from '@fluentui/react-components';
import { WrenchRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useChannel, useIsAdmin } from '../api-hooks.ts';
import { useNavigation } from '../shell/navigation.ts';

/** Opens the form or the student at the field that made a message fail. Nothing where nobody here can correct it. */
export function FixButton({ id }: { readonly id: number }) {
  const { t } = useTranslation('student');
  const { go } = useNavigation();
  const isAdmin = useIsAdmin();
  const fix = useChannel('message.fixTarget', { id }, { staleTime: 0 }).data;
  if (!fix) return null;
  const { page, studentId, assessmentId } = fix;
  const open = () => {
    if (page === 'student') go({ page, studentId, fix });
    else if (page === 'assessment' && assessmentId !== null)
      go({ page: 'correction', studentId, assessmentId, fix });
    else if (page === 'schools' || page === 'people' || page === 'destination')
      go({ page: 'settings', section: page });
  };
  const settings = page === 'schools' || page === 'people' || page === 'destination';
  if (page === 'none' || (settings && !isAdmin)) return null;
  return (
    <Button size="small" appearance="primary" icon={<WrenchRegular />} onClick={open}>
      {t('fix.button')}
    </Button>
  );
}
