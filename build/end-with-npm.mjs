// A script started by `npm run` has a shell between npm and itself. When npm is told to end, the shell ends and tells
// nobody: without this the script would live on and keep its ports.

/** Under `npm run`, turns the end of the parent into the SIGTERM that it did not pass on. */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}
