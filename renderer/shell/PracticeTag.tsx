import { useTranslation } from 'react-i18next';
import { useHealth } from '../api-hooks.ts';
import styles from './PracticeTag.module.css';

/** Says for as long as it is true that messages are not live. Nothing to see when they are. */
export function PracticeTag() {
  const { t } = useTranslation();
  const links = useHealth()?.links ?? [];
  if (links.length === 0 || links.some(({ processingId }) => processingId === 'P')) return null;
  const practice = links.every((link) => link.practice);
  return <p className={styles.tag}>{t(practice ? 'tag.practice' : 'tag.test')}</p>;
}
