import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../core/contract/destination.ts';
import { ok } from '../../core/contract/result.ts';
import { answerWith, show } from '../testing/fake-host.tsx';

const { NoticeSettings } = await import('./NoticeSettings.tsx');
const { withTextSize, lightTheme } = await import('../theme.ts');

afterEach(cleanup);

it('switches a kind of notice off and on again', async () => {
  let saved: Settings = defaultSettings;
  const asked = answerWith({
    'settings.get': () => ok(saved),
    'settings.save': (change) => {
      saved = { ...saved, ...(change as Partial<Settings>) };
      return ok(saved);
    },
  });
  await show(
    <FluentProvider theme={webLightTheme}>
      <NoticeSettings />
    </FluentProvider>,
  );
  const outages = await screen.findByRole('switch', { name: 'A connection is lost or back' });

  await userEvent.click(outages);
  expect(asked.at(-1)).toEqual({ channel: 'settings.save', input: { noticeOutages: 'off' } });
  expect((outages as HTMLInputElement).checked).toBe(false);
  await userEvent.click(outages);

  expect(asked.at(-1)).toEqual({ channel: 'settings.save', input: { noticeOutages: 'on' } });
});

it('makes text and the lines it stands on larger, and nothing else', () => {
  const large = withTextSize(lightTheme, 'large');

  expect([large.fontSizeBase300, large.lineHeightBase300]).toEqual(['16px', '23px']);
  expect(large.colorNeutralForeground1).toBe(lightTheme.colorNeutralForeground1);
  expect(withTextSize(lightTheme, 'normal')).toBe(lightTheme);
});
