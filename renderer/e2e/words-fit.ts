import { expect, type Page } from '@playwright/test';

/**
 * What does not fit when every text is longer by 40 % and full of accents, as a translation may be: text that is cut off and
 * nowhere else to read, and pages that scroll sideways. The words on the screen are changed in place, so that the product
 * needs no language of its own for this.
 */
async function misfits(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const accents: Readonly<Record<string, string>> = {
      a: 'á',
      e: 'é',
      i: 'í',
      o: 'ó',
      u: 'ú',
      A: 'Á',
      E: 'É',
    };
    const longer = (text: string) => {
      const words = text.replace(/[aeiouAE]/g, (letter) => accents[letter] ?? letter);
      return `${words}${' ~ño'.repeat(Math.ceil(text.trim().length / 10))}`;
    };
    const visible = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      // One pixel is how words are kept for screen readers alone.
      return width > 1 && height > 1 && getComputedStyle(element).visibility === 'visible';
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const changed: { readonly node: Node; readonly text: string }[] = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      const text = node.textContent ?? '';
      const skipped = parent?.closest('script, style, option, svg, textarea, kbd, [aria-hidden=true]');
      if (!parent || skipped || !/[a-z]{2}/i.test(text)) continue;
      changed.push({ node, text });
      node.textContent = longer(text);
    }
    const found: string[] = [];
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
    for (const { node } of changed) {
      const element = node.parentElement as HTMLElement;
      if (!visible(element)) continue;
      for (let box: HTMLElement | null = element; box && box !== document.body; box = box.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(box);
        if (overflowX === 'visible') continue;
        if (box.clientWidth <= 1) break;
        // What ends in dots is told in full by a tooltip or beside; what scrolls can be read.
        const readable = overflowX === 'auto' || overflowX === 'scroll' || textOverflow === 'ellipsis';
        if (!readable && box.scrollWidth > box.clientWidth + 1) found.push(`cut off: ${nameOf(element)}`);
        break;
      }
    }
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth)
      found.push(`page scrolls sideways by ${root.scrollWidth - root.clientWidth}`);
    const main = document.querySelector('main');
    if (main && main.scrollWidth > main.clientWidth + 1)
      found.push(`main scrolls sideways by ${main.scrollWidth - main.clientWidth}`);
    for (const { node, text } of changed) node.textContent = text;
    return [...new Set(found)];
  });
}

/** Words that are 40 % longer fit in the window of a clinic PC and at 200 % of it; every state that does not is reported. */
export async function expectFit(page: Page, state: string): Promise<void> {
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
  for (const size of [
    { width: 1366, height: 768 },
    { width: 683, height: 384 },
  ]) {
    await page.setViewportSize(size);
    // One frame for the media queries, one for what listens to them.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    expect.soft(await misfits(page), `${state} at ${size.width}`).toEqual([]);
  }
  await page.setViewportSize({ width: 1366, height: 768 });
}
