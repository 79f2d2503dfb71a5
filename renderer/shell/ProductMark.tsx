import { AddFilled } from '@fluentui/react-icons';
import styles from './ProductMark.module.css';

/** The cross of the product, as in the tray. Its name stands beside it or is said elsewhere. */
export function ProductMark() {
  return (
    <span className={styles.mark} aria-hidden="true">
      <AddFilled fontSize={20} />
    </span>
  );
}
