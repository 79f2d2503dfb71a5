import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Keeps a picture of a state to look at. */
export async function takePicture(page: Page, state: string): Promise<void> {
  // A notice that is half faded in or out has half its contrast: what is judged is what stands still.
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
  await page.screenshot({ path: `test-results/screens/${state}.png` });
}

/** How a person may have set the screen up: each can break what another leaves whole. */
export const looks = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced-colours': { colorScheme: 'light', forcedColors: 'active' },
  '200-percent': { colorScheme: 'light', forcedColors: 'none' },
} as const;

export type Look = keyof typeof looks;

/** What one window of 1366x768 has at 200 %. */
const atTwice = { width: 683, height: 384 };

/** Dresses the page in a look; the light one again gives it back `size`. */
export async function wear(page: Page, look: Look, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(look === '200-percent' ? atTwice : size);
  await page.emulateMedia(looks[look]);
  // The theme follows with the next drawing: before that nothing moves, and would be taken for what stands still.
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
}

const wholeStandard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Names, roles and languages are the same in every look. */
const ofLooks = ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable'];

/**
 * WCAG 2.2 A and AA; Tabster's invisible helpers are the only thing left out. A picture of each state is kept to look at.
 * `within` judges a part alone: what an open menu half covers is no target that is too small. `rules` is less where the same
 * state was judged whole in another look.
 */
export async function expectAccessible(
  page: Page,
  state: string,
  within = 'html',
  rules: 'whole' | 'ofLooks' = 'whole',
): Promise<void> {
  // A dialog that is leaving has given the focus back to the page, which it still hides for a moment.
  await page.waitForFunction(() => {
    const root = document.getElementById('root');
    return root?.getAttribute('aria-hidden') !== 'true' || !root.contains(document.activeElement);
  });
  await takePicture(page, state);
  // There are no frames, so axe needs no page of its own to put their results together; it need not name what passed.
  const axe = new AxeBuilder({ page })
    .options({
      resultTypes: ['violations'],
      runOnly: rules === 'whole' ? { type: 'tag', values: wholeStandard } : { type: 'rule', values: ofLooks },
    })
    .setLegacyMode(true);
  const { violations } = await axe.include(within).exclude('[data-tabster-dummy]').analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
  expect(found, state).toEqual([]);
}

/** One state in every look: whole in the light one, in the others what only they can break. */
export async function expectInEveryLook(page: Page, state: string, within = 'html'): Promise<void> {
  const size = page.viewportSize() ?? atTwice;
  await expectAccessible(page, state, within);
  for (const look of ['dark', 'forced-colours', '200-percent'] as const) {
    await wear(page, look, size);
    await expectAccessible(page, `${state}-${look}`, within, 'ofLooks');
  }
  await wear(page, 'light', size);
}

/** Collects every violation of the Content-Security-Policy from now on; ask at the end of a test. */
export async function watchPolicy(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    (globalThis as unknown as { violations: string[] }).violations = seen;
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.violatedDirective));
  });
  return () => page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations);
}
