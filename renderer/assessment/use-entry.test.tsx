import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { NavigationContext, type Place } from '../shell/navigation.ts';
import { answerWith } from '../testing/fake-host.tsx';

const { createQueryClient } = await import('../api-hooks.ts');
const { useEntry } = await import('./use-entry.ts');

afterEach(cleanup);

/** The ids of every entry that was drawn, in order; `go` asks for the page once more. */
function drawn() {
  answerWith({});
  const client = createQueryClient();
  const ids: string[] = [];
  let place: Place = { page: 'assessment' };
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <QueryClientProvider client={client}>
      <NavigationContext value={{ place, go() {} }}>{children}</NavigationContext>
    </QueryClientProvider>
  );
  const hook = renderHook(() => ids.push(useEntry().entry.id), { wrapper });
  return {
    ids: () => [...new Set(ids)],
    go() {
      place = { page: 'assessment' };
      hook.rerender();
    },
  };
}

it('keeps the entry that the page opened with: with another one, a letter typed at once would be lost', () => {
  expect(drawn().ids()).toHaveLength(1);
});

it('begins anew when the page is asked for once more', () => {
  const page = drawn();

  page.go();

  expect(page.ids()).toHaveLength(2);
});
