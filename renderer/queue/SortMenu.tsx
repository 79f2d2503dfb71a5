import {
  Button,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import { ArrowSortRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { type SortOrder, sortOrders } from '../../core/contract/queue.ts';

/** The order of the list of all messages: newest first, or what needs a person first. */
export function SortMenu({
  sort,
  onChange,
}: {
  readonly sort: SortOrder;
  readonly onChange: (sort: SortOrder) => void;
}) {
  const { t } = useTranslation('queue');
  const label = t('sort.label', { order: t(`sort.${sort}`) });
  return (
    <Menu
      inline
      checkedValues={{ sort: [sort] }}
      onCheckedValueChange={(_, { checkedItems }) => onChange((checkedItems[0] ?? 'newest') as SortOrder)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={label} relationship="label">
          <Button appearance="subtle" icon={<ArrowSortRegular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {sortOrders.map((order) => (
            <MenuItemRadio key={order} name="sort" value={order}>
              {t(`sort.${order}`)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
