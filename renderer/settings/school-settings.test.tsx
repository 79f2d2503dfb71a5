import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { ok } from '../../core/contract/result.ts';
import { answerWith, show } from '../testing/fake-host.tsx';

const { NoticeHost } = await import('../shell/notices.tsx');
const { SchoolSettings } = await import('./SchoolSettings.tsx');

afterEach(cleanup);

it('records the region, and doubts a licence of an unusual form without refusing it', async () => {
  const asked = answerWith({
    'school.list': () => ok([]),
    'school.save': (school) => ok({ ...school, id: 1, students: 0, region: school.region ?? null }),
  });
  await show(
    <FluentProvider theme={webLightTheme}>
      <NoticeHost>
        <SchoolSettings />
      </NoticeHost>
    </FluentProvider>,
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Add school', hidden: true }));
  const dialog = within(await screen.findByRole('dialog', { hidden: true }));
  const field = (name: RegExp) => dialog.getByRole('textbox', { name, hidden: true });

  await userEvent.type(field(/^Name(?! in)/), 'Al Reem School');
  await userEvent.type(field(/Facility licence/), '9999');
  expect(dialog.getByText(/not the usual form/)).toBeDefined();
  await userEvent.clear(field(/Facility licence/));
  await userEvent.type(field(/Facility licence/), 'MF9999');
  expect(dialog.queryByText(/not the usual form/)).toBeNull();
  await userEvent.type(field(/Region/), 'Al Ain');
  await userEvent.click(dialog.getByRole('button', { name: 'Save', hidden: true }));

  const saved = asked.find(({ channel }) => channel === 'school.save');
  expect(saved?.input).toEqual({
    name: 'Al Reem School',
    nameArabic: null,
    facilityLicence: 'MF9999',
    region: 'Al Ain',
  });
});
