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

/**
 * WCAG 2.2 A and AA; Tabster's invisible helpers are the only thing left out. A picture of each state is kept to look at.
 * `within` judges a part alone: what an open menu half covers is no target that is too small.
 */
export async function expectAccessible(page: Page, state: string, within = 'html'): Promise<void> {
  await takePicture(page, state);
  // There are no frames, so axe needs no page of its own to put their results together; it need not name what passed.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .include(within)
    .exclude('[data-tabster-dummy]')
    .analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
  expect(found, state).toEqual([]);
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
