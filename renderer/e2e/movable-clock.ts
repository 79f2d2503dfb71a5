/**
 * Loaded before the preview host by the tests, never by the product: the clock of its process jumps when the test says so.
 * (Electron's main process is reached through Playwright instead.)
 */
process.on('message', ({ passMs }: { readonly passMs: number }) => {
  const { now } = Date;
  Date.now = () => now() + passMs;
  process.send?.('passed');
});
// Waiting for the test must not keep the host from ending.
process.channel?.unref();
