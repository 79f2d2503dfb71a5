import { useEffect, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { FormValues } from './form-values.ts';

/** A z-score with the values that it was read from the chart for. */
interface Read {
  readonly basis: string;
  readonly zScore: string;
}

/**
 * A z-score from the chart belongs to one height, weight and day. When one of them changes it is taken out, and comes back
 * with the value that it was read for. True while one is missing that was there.
 */
export function useReadZScore({ setValue }: UseFormReturn<FormValues>, values: FormValues): boolean {
  const { heightCm, weightKg, visitDate, bmiZScore: zScore } = values;
  const basis = [heightCm, weightKg, visitDate].map((value) => value.trim()).join('|');
  // Typed before both were measured, it was read for what comes.
  const complete = heightCm.trim() !== '' && weightKg.trim() !== '';
  const before = useRef({ basis, complete });
  const [cleared, setCleared] = useState<Read | null>(null);
  useEffect(() => {
    const last = before.current;
    before.current = { basis, complete };
    if (last.basis === basis) {
      if (zScore !== '') setCleared(null);
      return;
    }
    if (zScore !== '' && last.complete) {
      setCleared({ basis: last.basis, zScore });
      setValue('bmiZScore', '', { shouldDirty: true });
    } else if (cleared?.basis === basis && zScore === '') {
      setValue('bmiZScore', cleared.zScore, { shouldDirty: true });
      setCleared(null);
    }
  }, [basis, complete, zScore, cleared, setValue]);
  return cleared !== null;
}
