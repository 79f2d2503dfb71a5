/** Longer than any dialog takes to leave; then one that stays is left behind. */
const patienceMs = 1000;

/**
 * Resolves once no dialog stands in the window. An open one hides all else from screen readers, and taken out together with
 * the page below it, it never shows it again: whoever is about to replace the whole window waits for this.
 */
export function dialogsGone(): Promise<void> {
  const root = document.getElementById('root');
  const stands = () =>
    document.querySelector('[role=dialog], [role=alertdialog]') !== null ||
    root?.getAttribute('aria-hidden') === 'true';
  if (!stands()) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      observer.disconnect();
      clearTimeout(deadline);
      root?.removeAttribute('aria-hidden');
      resolve();
    };
    const observer = new MutationObserver(() => {
      if (!stands()) end();
    });
    const deadline = setTimeout(end, patienceMs);
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['aria-hidden'] });
  });
}
