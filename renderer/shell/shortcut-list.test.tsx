import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { answerWith, show } from '../testing/fake-host.tsx';

const { ShortcutList } = await import('./ShortcutList.tsx');

afterEach(cleanup);

function Page() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <input aria-label="name" onKeyDown={({ key }) => key === 'F1' && setOpen(true)} />
      <ShortcutList open={open} onClose={() => setOpen(false)} />
    </>
  );
}

it('lists the keys and gives the keyboard back to where the person was', async () => {
  answerWith({});
  await show(
    <FluentProvider theme={webLightTheme}>
      <Page />
    </FluentProvider>,
  );
  const field = screen.getByLabelText('name');
  field.focus();

  await userEvent.keyboard('{F1}');
  expect(await screen.findByText('Retry the row', {}, { timeout: 5000 })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Close', hidden: true }));

  await waitFor(() => expect(screen.queryByText('Retry the row')).toBeNull(), { timeout: 5000 });
  await waitFor(() => expect(document.activeElement).toBe(field), { timeout: 5000 });
});
