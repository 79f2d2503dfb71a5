import { Button, Field, Select } from '@fluentui/react-components';
import { PeopleListRegular } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClassKey, ClassSummary } from '../../core/contract/class.ts';
import { useChannel } from '../api-hooks.ts';
import { ErrorBar } from '../form/ErrorBar.tsx';
import styles from './Classes.module.css';
import { useClassName } from './use-class-name.ts';

/** Chooses a class to screen in sequence; the one that was begun today is one press away. */
export function ClassPicker({ onOpen }: { readonly onOpen: (key: ClassKey) => void }) {
  const { t } = useTranslation('assessment');
  const id = useId();
  const list = useChannel('class.list', {}, { staleTime: 0 });
  const [chosen, setChosen] = useState<string | null>(null);
  const nameOf = useClassName();
  const classes = list.data?.classes ?? [];
  const opened = list.data?.opened ?? null;
  if (list.error) return <ErrorBar title={t('classMode.failed')} error={list.error} />;
  if (classes.length === 0) return null;
  const severalSchools = new Set(classes.map(({ schoolId }) => schoolId)).size > 1;
  const value = chosen ?? (opened ? keyOf(opened) : '');
  const found = classes.find((each) => keyOf(each) === value);
  const begun = found !== undefined && opened !== null && keyOf(opened) === value;
  return (
    <section className={styles.picker} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {t('classMode.title')}
      </h2>
      <p className={styles.muted}>{t('classMode.hint')}</p>
      <div className={styles.choice}>
        <Field label={t('classMode.class')}>
          <Select value={value} onChange={(_, data) => setChosen(data.value)}>
            <option value="">{t('classMode.choose')}</option>
            {classes.map((each) => (
              <option key={keyOf(each)} value={keyOf(each)}>
                {lineOf(each)}
              </option>
            ))}
          </Select>
        </Field>
        <Button
          appearance={begun ? 'primary' : 'secondary'}
          icon={<PeopleListRegular />}
          disabledFocusable={!found}
          onClick={() => {
            if (found) onOpen({ schoolId: found.schoolId, grade: found.grade, className: found.className });
          }}
        >
          {begun ? t('classMode.goOn') : t('classMode.start')}
        </Button>
      </div>
    </section>
  );

  function lineOf(each: ClassSummary): string {
    const progress = t('classMode.progress', { done: each.done, count: each.students });
    return [nameOf(each), severalSchools ? each.schoolName : '', progress].filter((part) => part).join(' · ');
  }
}

function keyOf({ schoolId, grade, className }: ClassKey): string {
  return JSON.stringify([schoolId, grade, className]);
}
