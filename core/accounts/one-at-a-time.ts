/** Lets a check run only when the one before has ended: guesses that ran side by side would all be counted as one. */
export function oneAtATime<Args extends readonly unknown[], Answer>(
  check: (...args: Args) => Promise<Answer>,
): (...args: Args) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve();
  return (...args) => {
    const next = last.then(() => check(...args));
    last = next.catch(() => {});
    return next;
  };
}
