import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts a bundled child and resolves at its first line. */
export async function startChild(path: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'close').then(() => Promise.reject(new Error('the child ended early'))),
  ]);
  return child;
}

/** Kills a child of ours as a power cut would. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}
