import { Button, mergeClasses, Tooltip } from '@fluentui/react-components';
import {
  bundleIcon,
  ClipboardTaskListLtrFilled,
  ClipboardTaskListLtrRegular,
  DataBarVerticalFilled,
  DataBarVerticalRegular,
  DocumentAddFilled,
  DocumentAddRegular,
  type FluentIcon,
  MailInboxFilled,
  MailInboxRegular,
  SettingsFilled,
  SettingsRegular,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../core/contract/session.ts';
import { useCounts } from '../api-hooks.ts';
import { useMediaQuery } from '../media-query.ts';
import { ConnectionCard } from './ConnectionCard.tsx';
import { useFormat } from './format.ts';
import styles from './NavigationRail.module.css';
import { type Place, useNavigation } from './navigation.ts';
import { PersonBar } from './PersonBar.tsx';
import { PracticeTag } from './PracticeTag.tsx';
import { ProductMark } from './ProductMark.tsx';

type RailPage = Extract<Place['page'], 'assessment' | 'queue' | 'activity' | 'reports' | 'settings'>;

const pages: readonly { readonly page: RailPage; readonly Icon: FluentIcon }[] = [
  { page: 'assessment', Icon: bundleIcon(DocumentAddFilled, DocumentAddRegular) },
  { page: 'queue', Icon: bundleIcon(MailInboxFilled, MailInboxRegular) },
  { page: 'activity', Icon: bundleIcon(DataBarVerticalFilled, DataBarVerticalRegular) },
  { page: 'reports', Icon: bundleIcon(ClipboardTaskListLtrFilled, ClipboardTaskListLtrRegular) },
  { page: 'settings', Icon: bundleIcon(SettingsFilled, SettingsRegular) },
];

/** The rail at the start side: pages with the count of what needs a person, the line to Malaffi, who is working. */
export function NavigationRail({
  person,
  onHelp,
}: {
  readonly person: { readonly name: string; readonly role: Role };
  readonly onHelp: () => void;
}) {
  const { t } = useTranslation();
  const { place, go } = useNavigation();
  const failed = useCounts()?.failed ?? 0;
  const narrow = useMediaQuery('(max-width: 999px)');
  return (
    <header className={mergeClasses(styles.rail, narrow && styles.narrow)}>
      <div className={styles.product}>
        <ProductMark />
        {!narrow && <span className={styles.productName}>{t('productName')}</span>}
      </div>
      {!narrow && <PracticeTag />}
      <nav aria-label={t('nav.label')}>
        <ul className={styles.pages}>
          {pages.map(({ page, Icon }) => (
            <li key={page}>
              <PageButton
                label={t(`nav.${page}`)}
                icon={<Icon filled={place.page === page} fontSize={24} />}
                current={place.page === page}
                narrow={narrow}
                failed={page === 'queue' ? failed : 0}
                open={() => go({ page })}
              />
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.foot}>
        <ConnectionCard narrow={narrow} />
        <PersonBar person={person} narrow={narrow} onHelp={onHelp} />
      </div>
    </header>
  );
}

function PageButton(props: {
  readonly label: string;
  readonly icon: React.ReactElement;
  readonly current: boolean;
  readonly narrow: boolean;
  readonly failed: number;
  readonly open: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { label, icon, current, narrow, failed, open } = props;
  const button = (
    <Button
      appearance="subtle"
      className={mergeClasses(styles.page, current && styles.current)}
      aria-current={current ? 'page' : undefined}
      icon={{ className: styles.icon, children: icon }}
      onClick={open}
    >
      <span className={narrow ? styles.hidden : styles.label}>{label}</span>
      {failed > 0 && (
        <>
          <span className={styles.badge} aria-hidden="true">
            {format.number(failed)}
          </span>
          <span className={styles.hidden}>{t('nav.badge', { count: failed })}</span>
        </>
      )}
    </Button>
  );
  if (!narrow) return button;
  return (
    <Tooltip content={label} relationship="inaccessible" positioning="after">
      {button}
    </Tooltip>
  );
}
