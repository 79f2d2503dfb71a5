import { Button, type ButtonProps } from '@fluentui/react-components';
import { useRef } from 'react';

/** A button that asks for one file. What it says may change while it is busy; `name` is what the choice is called then too. */
export function FileButton({
  accept,
  onFile,
  children,
  name = children,
  ...button
}: {
  /** Endings and kinds, as the `accept` of an input takes them. */
  readonly accept: string;
  readonly onFile: (file: File) => void;
  readonly children: string;
  readonly name?: string;
} & Pick<ButtonProps, 'appearance' | 'disabled' | 'disabledFocusable'>) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...button} type="button" onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept={accept}
        aria-label={name}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          // The same file, corrected, or another one of the same name may be chosen again.
          event.target.value = '';
        }}
      />
    </>
  );
}
