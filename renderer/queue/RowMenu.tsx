import {
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  type PositioningVirtualElement,
} from '@fluentui/react-components';
import {
  ArrowClockwiseRegular,
  CheckboxCheckedRegular,
  CheckboxUncheckedRegular,
  CopyRegular,
  OpenRegular,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { QueueRow } from '../../core/contract/message.ts';
import { copyText } from '../copy-text.ts';
import { useNotify } from '../shell/notices.tsx';
import { isRetryable } from './retryable.ts';

/** What the menu of a row is about, and where it opens. */
export interface RowMenuPlace {
  readonly row: QueueRow;
  readonly index: number;
  readonly target: HTMLElement | PositioningVirtualElement;
}

/** The menu of a row (Shift+F10, the menu key or a right click): what its buttons and keys do, by name. */
export function RowMenu({
  place,
  selected,
  mayRetry,
  onOpen,
  onRetry,
  onToggle,
  onClose,
}: {
  readonly place: RowMenuPlace;
  readonly selected: boolean;
  readonly mayRetry: boolean;
  readonly onOpen: () => void;
  readonly onRetry: () => void;
  readonly onToggle: () => void;
  /** Closed by a choice or given up; the keyboard goes back to the row. */
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('queue');
  const notify = useNotify();
  const { row, target } = place;
  const id = row.controlId ?? `#${row.id}`;
  const copy = () =>
    notify(
      copyText(id)
        ? { kind: 'success', text: t('rowMenu.copied', { id }) }
        : { kind: 'error', text: t('detail.notCopied') },
    );
  return (
    <Menu open inline positioning={{ target }} onOpenChange={(_, { open }) => !open && onClose()}>
      <MenuPopover>
        <MenuList aria-label={t('rowMenu.label', { number: row.studentNumber, kind: row.kind })}>
          <MenuItem icon={<OpenRegular />} secondaryContent="Enter" onClick={onOpen}>
            {t('rowMenu.open')}
          </MenuItem>
          <MenuItem
            icon={<ArrowClockwiseRegular />}
            secondaryContent="R"
            disabled={!mayRetry || !isRetryable(row)}
            onClick={onRetry}
          >
            {t('retry.button')}
          </MenuItem>
          <MenuItem
            icon={selected ? <CheckboxUncheckedRegular /> : <CheckboxCheckedRegular />}
            secondaryContent={t('rowMenu.space')}
            onClick={onToggle}
          >
            {t(selected ? 'rowMenu.unselect' : 'rowMenu.select')}
          </MenuItem>
          <MenuItem icon={<CopyRegular />} onClick={copy}>
            {t('rowMenu.copyId')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
