import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, configure, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { ok } from '../../core/contract/result.ts';
import { januaryVisit, maryam } from '../assessment/page-fixture.tsx';
import { fakeHealth } from '../testing/fake-health.ts';
import { type Answers, answerWith, show } from '../testing/fake-host.tsx';

// A whole form on a busy machine.
configure({ asyncUtilTimeout: 5000 });

afterEach(cleanup);

/** 178 cm at nine years: unusual, and a nurse said that it is right. */
const tall = {
  ...januaryVisit,
  id: '7b0d9f5e-8f4c-4c47-9a52-1f1f0a0a0001',
  measurements: { heightCm: 178, weightKg: 52 },
  record: {
    bmiZScore: 0.4,
    outcome: 'noConcern',
    referral: { referred: false },
    confirmed: [{ path: 'heightCm', rule: 'unusualForAge' }],
  },
} as typeof januaryVisit;

async function showCorrection(more: Answers = {}) {
  const asked = answerWith({
    'session.current': () => ok({ state: 'signedIn', accountId: 1, name: 'huda', role: 'nurse' }),
    'health.get': () => ok(fakeHealth()),
    'student.get': () => ok(maryam),
    'growth.reference': () => ok(null),
    'student.record': () => ok({ student: maryam, conditions: [], consent: null, mergedInto: null }),
    'assessment.history': () => ok([tall]),
    'assessment.correct': () => ok({ messageIds: [3], cancelled: 0, willSend: 'now' }),
    ...more,
  });
  const { CorrectionPage } = await import('./CorrectionPage.tsx');
  const { NoticeHost } = await import('../shell/notices.tsx');
  const { UnsavedContext } = await import('../shell/unsaved.ts');
  const mark = vi.fn();
  await show(
    <FluentProvider theme={webLightTheme}>
      <NoticeHost>
        <UnsavedContext value={{ mark, leave: (then) => then() }}>
          <CorrectionPage assessmentId={tall.id} studentId={7} />
        </UnsavedContext>
      </NoticeHost>
    </FluentProvider>,
  );
  await screen.findByLabelText('Height');
  const corrected = () =>
    asked.filter(({ channel }) => channel === 'assessment.correct').map(({ input }) => input as Corrected);
  return { corrected, mark };
}

interface Corrected {
  readonly reason: string;
  readonly assessment: {
    readonly measurements: Record<string, number>;
    readonly record?: { readonly bmiZScore?: number; readonly confirmed?: readonly { rule: string }[] };
  };
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const type = (label: string, value: string) => {
  fireEvent.change(field(label), { target: { value } });
  fireEvent.blur(field(label));
};
const explain = () =>
  fireEvent.change(screen.getByLabelText(/^Why is it corrected/), { target: { value: 'typed wrongly' } });
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save correction' }));

it('does not ask again about a value that was confirmed and stays, and records it again', async () => {
  const { corrected } = await showCorrection();

  expect(await screen.findByText('You confirmed this value.')).toBeDefined();
  type('Pulse', '82');
  explain();
  save();

  await waitFor(() => expect(corrected()).toHaveLength(1));
  expect(corrected()[0]?.assessment.record?.confirmed?.map(({ rule }) => rule)).toEqual(['unusualForAge']);
});

it('asks again about a value that is another one now', async () => {
  await showCorrection();
  await screen.findByText('You confirmed this value.');

  type('Height', '179');

  expect(await screen.findByRole('button', { name: 'This value is correct' })).toBeDefined();
  expect(screen.queryByText('You confirmed this value.')).toBeNull();
});

it('takes a z-score from the chart out when the height changes, says so, and gives it back with the height', async () => {
  const { corrected } = await showCorrection();
  expect(field('BMI z-score').value).toBe('0.4');

  type('Height', '138');
  await waitFor(() => expect(field('BMI z-score').value).toBe(''));
  expect(screen.getByText(/Read it from the chart again/)).toBeDefined();
  type('Height', '178');
  await waitFor(() => expect(field('BMI z-score').value).toBe('0.4'));
  expect(screen.queryByText(/Read it from the chart again/)).toBeNull();

  type('Weight', '40');
  await waitFor(() => expect(field('BMI z-score').value).toBe(''));
  explain();
  save();
  await waitFor(() => expect(corrected()).toHaveLength(1));
  expect(corrected()[0]?.assessment.record?.bmiZScore).toBeUndefined();
});

it('says everything that is missing in one round: the reason and what the form refuses', async () => {
  const { corrected } = await showCorrection();
  type('Height', '500');
  save();

  expect(await screen.findByText('Say in a few words why it is corrected.')).toBeDefined();
  expect((await screen.findAllByText(/^Possible values are/)).length).toBeGreaterThan(0);
  expect(corrected()).toEqual([]);
});

it('counts as unsaved as soon as a value differs, and not when it is what it was', async () => {
  const { mark } = await showCorrection();

  type('Height', '150');
  await waitFor(() => expect(mark).toHaveBeenLastCalledWith(expect.any(String), true, 'typed'));
  type('Height', '178');
  await waitFor(() => expect(mark).toHaveBeenLastCalledWith(expect.any(String), false, 'typed'));
});
