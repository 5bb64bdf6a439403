import type { ReactNode } from 'react';

/** What only some may change: for the others the browser itself turns its fields off. The server asks again. */
export function Reserved({ isOpen, children }: { isOpen: boolean; children: ReactNode }) {
  return (
    <fieldset disabled={!isOpen} className="min-w-0" title={isOpen ? undefined : 'Your role is to look'}>
      {children}
    </fieldset>
  );
}
