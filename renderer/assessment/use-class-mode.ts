import { useCallback, useState } from 'react';
import type { Absence, ClassKey, ClassMember } from '../../core/contract/class.ts';
import type { AppError } from '../../core/contract/result.ts';
import { useCall, useChannel } from '../api-hooks.ts';
import { nextMember } from './class-order.ts';

const nobody: readonly ClassMember[] = [];

/** A class that is screened in sequence. */
export interface ClassMode {
  /** Null when no class is open. */
  readonly key: ClassKey | null;
  readonly members: readonly ClassMember[];
  readonly loading: boolean;
  readonly error: AppError | null;
  open(key: ClassKey): void;
  leave(): void;
  /** The first who was not screened yet after a student; null when nobody is left. */
  after(studentId: number | null): ClassMember | null;
  /** Notes an absence or takes it back; false when main did not. */
  mark(studentId: number, absence: Absence | null): Promise<boolean>;
}

/** The class at hand. Where each student stands is asked anew after every save and every mark. */
export function useClassMode(): ClassMode {
  const [key, setKey] = useState<ClassKey | null>(null);
  const [failed, setFailed] = useState<AppError | null>(null);
  const asked = useChannel('class.open', key ?? { schoolId: 0, grade: '', className: '' }, {
    enabled: key !== null,
    staleTime: 0,
  });
  const { run } = useCall('class.mark', { refreshes: ['class.open', 'class.list'] });
  const members = key === null ? nobody : (asked.data ?? nobody);

  const mark = useCallback(
    async (studentId: number, absence: Absence | null) => {
      const result = await run({ studentId, absence });
      setFailed(result.ok ? null : result.error);
      return result.ok;
    },
    [run],
  );
  const after = useCallback((studentId: number | null) => nextMember(members, studentId), [members]);
  const leave = useCallback(() => setKey(null), []);
  return {
    key,
    members,
    loading: key !== null && asked.isPending,
    error: failed ?? (key === null ? null : asked.error),
    open: setKey,
    leave,
    after,
    mark,
  };
}
