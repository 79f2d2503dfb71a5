import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import type { CodeTables } from '../../core/contract/code-table.ts';
import type { DestinationView } from '../../core/contract/destination.ts';
import { onboardingItems } from '../../core/contract/onboarding.ts';
import { fail, ok } from '../../core/contract/result.ts';
import { type Answers, answerWith, show } from '../testing/fake-host.tsx';

const { NoticeHost } = await import('../shell/notices.tsx');
const { CodeSettings } = await import('./CodeSettings.tsx');
const { DestinationForm } = await import('./DestinationForm.tsx');
const { GrowthSettings } = await import('./GrowthSettings.tsx');
const { OnboardingList } = await import('./OnboardingList.tsx');
const { RebuildOffer } = await import('./RebuildOffer.tsx');

afterEach(cleanup);

/** A dialog that opened hides the rest from the accessibility tree before it is shown itself. */
const hidden = { hidden: true } as const;

const tick = { by: 'Mariam', accountId: 1, at: Date.UTC(2026, 0, 5, 8), profileVersion: 3 };

function destination(change: Partial<DestinationView> = {}): DestinationView {
  return {
    id: 'd1',
    name: 'Malaffi',
    enabled: true,
    profile: '{"name":"Malaffi","transport":"mllps","address":{"host":"h","port":1},"msh6":"ADHIE"}',
    profileVersion: 3,
    hasSecret: true,
    secretEnds: '4711',
    pausedProblem: null,
    pausedUntil: null,
    paused: false,
    clientCertificate: null,
    plain: false,
    mapping: 'unconfirmed',
    onboarding: onboardingItems.map((item, at) => ({ item, tick: at === 0 ? tick : null })),
    ...change,
  };
}

async function open(content: ReactNode, answers: Answers) {
  const asked = answerWith(answers);
  await show(
    <FluentProvider theme={webLightTheme}>
      <NoticeHost>{content}</NoticeHost>
    </FluentProvider>,
  );
  return asked;
}

it('edits a profile without JSON, keeps what the form does not show, and puts a refusal at its field', async () => {
  const asked = await open(
    <DestinationForm destination={destination()} saved={() => {}}>
      {() => null}
    </DestinationForm>,
    { 'destination.save': () => fail('BAD_PROFILE', '', [{ path: 'address.host', rule: 'too_small' }]) },
  );

  await userEvent.clear(screen.getByLabelText('Host'));
  await userEvent.click(screen.getByRole('button', { name: 'Save connection' }));

  expect(await screen.findByText('This is missing. Fill it in.')).toBeTruthy();
  const saved = asked.find(({ channel }) => channel === 'destination.save')?.input;
  expect(JSON.parse((saved as { profile: string }).profile)).toEqual({
    name: 'Malaffi',
    transport: 'mllps',
    address: { host: '', port: 1 },
    msh6: 'ADHIE',
  });
});

it('shows who confirmed which point, and ticks one', async () => {
  const asked = await open(<OnboardingList destination={destination()} />, {
    'destination.confirm': () => ok(destination()),
    'destination.list': () => ok([]),
  });

  expect(screen.getByText(/Mariam.*profile version 3/)).toBeTruthy();
  await userEvent.click(screen.getByRole('checkbox', { name: /System code and facility code/ }));

  expect(asked).toContainEqual({
    channel: 'destination.confirm',
    input: { id: 'd1', item: 'systemCode', ticked: true },
  });
});

it('asks before a confirmation is taken back from a confirmed mapping', async () => {
  const all = onboardingItems.map((item) => ({ item, tick }));
  const asked = await open(
    <OnboardingList destination={destination({ mapping: 'confirmed', onboarding: all })} />,
    { 'destination.confirm': () => ok(destination()) },
  );
  await userEvent.click(screen.getByRole('checkbox', { name: /The order of messages/, ...hidden }));

  expect(await screen.findByText(/stop at once and wait/)).toBeTruthy();
  expect(asked).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Take it back', ...hidden }));

  expect(asked).toContainEqual({
    channel: 'destination.confirm',
    input: { id: 'd1', item: 'ordering', ticked: false },
  });
});

it('offers to build unsent messages again with their counts, and leaves out what may have arrived', async () => {
  const asked = await open(<RebuildOffer destination={destination()} />, {
    'message.rebuildPreview': () =>
      ok({ profileVersion: 3, willRebuild: 40, mayHaveArrived: 2, inFlight: 1 }),
    'message.rebuild': () => ok({ rebuilt: 40, couldNotBuild: 0, notSentAnyMore: 0, changedMeanwhile: 0 }),
  });

  await userEvent.click(await screen.findByRole('button', { name: 'Build again...' }));
  expect(await screen.findByText(/1 message is being sent now/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Build 40 messages again', ...hidden }));

  expect(asked).toContainEqual({
    channel: 'message.rebuild',
    input: { destinationId: 'd1', profileVersion: 3, includePossiblyDelivered: false },
  });
});

it('offers nothing where every message was built by the present profile', async () => {
  const none = { profileVersion: 3, willRebuild: 0, mayHaveArrived: 0, inFlight: 3 };
  await open(<RebuildOffer destination={destination()} />, { 'message.rebuildPreview': () => ok(none) });

  expect(screen.queryByText('The profile changed')).toBeNull();
});

const tables: CodeTables = {
  profileVersion: 3,
  tables: [
    {
      name: 'disposition',
      rows: [
        {
          code: 'referred',
          english: 'Referred',
          arabic: 'تحويل',
          targetCode: '2',
          targetLabel: null,
          origin: 'product',
        },
        {
          code: 'ambulance',
          english: 'Ambulance',
          arabic: 'إسعاف',
          targetCode: '2',
          targetLabel: null,
          origin: 'product',
        },
      ],
    },
  ],
};

it('edits a code, shows a refusal in its cell, and keeps what was typed', async () => {
  const asked = await open(<CodeSettings />, {
    'destination.list': () => ok([destination()]),
    'codeTable.list': () => ok(tables),
    'codeTable.save': () => fail('BAD_INPUT', '', [{ path: 'rows.0.targetCode', rule: 'too_big' }]),
  });
  const cell = (await screen.findByLabelText('Target code of referred')) as HTMLInputElement;

  await userEvent.clear(cell);
  await userEvent.type(cell, '1234');
  await userEvent.click(screen.getByRole('button', { name: 'Save table' }));

  expect(await screen.findByText(/This is too long/)).toBeTruthy();
  expect(cell.value).toBe('1234');
  const [saved] = asked.filter(({ channel }) => channel === 'codeTable.save');
  expect(saved?.input).toMatchObject({
    profileVersion: 3,
    table: 'disposition',
    rows: [
      { code: 'referred', targetCode: '1234', targetLabel: null },
      { code: 'ambulance', targetCode: '2' },
    ],
  });
});

it('finds rows by a word of either language, and reads a CSV without saving it', async () => {
  const asked = await open(<CodeSettings />, {
    'destination.list': () => ok([destination()]),
    'codeTable.list': () => ok(tables),
    'codeTable.readCsv': () =>
      ok({
        rows: [{ code: 'referred', english: 'Sent on', arabic: 'تحويل', targetCode: '9', targetLabel: null }],
      }),
  });
  await screen.findByLabelText('Target code of referred');
  await userEvent.type(screen.getByLabelText('Search'), 'إسعاف');

  expect(screen.queryByLabelText('Target code of referred')).toBeNull();
  await userEvent.clear(screen.getByLabelText('Search'));
  const file = new File(['code'], 'codes.csv', { type: 'text/csv' });
  await userEvent.upload(screen.getByLabelText('Import CSV', { selector: 'input' }), file);

  expect(await screen.findByText(/not saved yet. Look through/)).toBeTruthy();
  expect((screen.getByLabelText('Target code of referred') as HTMLInputElement).value).toBe('9');
  expect(asked.map(({ channel }) => channel)).not.toContain('codeTable.save');
});

it('names the row of a growth file that was refused', async () => {
  await open(<GrowthSettings />, {
    'growth.reference': () => ok(null),
    'growth.install': () =>
      fail('BAD_INPUT', '', [{ path: 'text', rule: 'reference_gap', params: { line: 172 } }]),
  });
  await screen.findByText('No reference is installed.');
  const file = new File(['sex'], 'bfa.txt', { type: 'text/plain' });
  await userEvent.upload(screen.getByLabelText('Choose file', { selector: 'input' }), file);

  await userEvent.click(await screen.findByRole('button', { name: /^Install/ }));

  expect(await screen.findByText(/Line 172: a month is missing/)).toBeTruthy();
});
