import { createContext, useContext } from 'react';

/** Given by the shell: opens the list of all keys. */
export const HelpContext = createContext<() => void>(() => {});

/** Opens the list of all keys, from wherever a page offers it. */
export function useHelp(): () => void {
  return useContext(HelpContext);
}
