import { type Control, useWatch } from 'react-hook-form';
import styles from './Assessment.module.css';
import { ChoiceButtons } from './ChoiceField.tsx';
import type { FormValues } from './form-values.ts';
import { TimeField, WordsField } from './WordsField.tsx';

/** What it came to. The answer is a click and never preselected; a referral says where to. */
export function OutcomeSection({ control }: { readonly control: Control<FormValues> }) {
  const [kind, outcome, disposition] = useWatch({ control, name: ['kind', 'outcome', 'disposition'] });
  const clinic = kind === 'clinic';
  const referred = clinic ? disposition === 'referred' : outcome === 'refer';
  return (
    <div className={styles.stack}>
      <ChoiceButtons control={control} name={clinic ? 'disposition' : 'outcome'} key={kind} required />
      {(referred || clinic) && (
        <div className={styles.fields}>
          {referred && <WordsField control={control} name="referredTo" required />}
          {clinic && <TimeField control={control} name="timeOut" />}
        </div>
      )}
      <WordsField control={control} name="notes" />
    </div>
  );
}
