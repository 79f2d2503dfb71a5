import { useEffect, useState } from 'react';
import type { OperationProgress } from '../../core/contract/queue.ts';
import { on } from '../api.ts';

/** The operation on many messages that runs now, whoever began it and in whichever window; null when none does. */
export function useOperation(): OperationProgress | null {
  const [progress, setProgress] = useState<OperationProgress | null>(null);
  useEffect(() => on('operation:progress', (told) => setProgress(told.running ? told : null)), []);
  return progress;
}
