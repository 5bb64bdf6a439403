import { Suspense, type ReactNode } from 'react';
import { Panel } from '../../../components/ui/panel';
import type { SearchParams } from '../../../lib/filter';

interface LaterProps {
  /** Of the panel that stands there until then; null: none. */
  title: string | null;
  /** The page that it is on. */
  href: string;
  /** What the page was asked with. */
  parameters: SearchParams;
  children: ReactNode;
}

/**
 * What git takes long to tell comes after the page. A script puts it in its place; who runs none follows a link to the
 * same page, which then waits until it is whole.
 */
export function Later({ title, href, parameters, children }: LaterProps) {
  if (parameters.whole !== undefined) return children;
  const wait = (
    <noscript>
      {' '}
      <a href={`${href}${href.includes('?') ? '&' : '?'}whole=1`} className="link">
        Wait for the answer
      </a>
    </noscript>
  );
  return <Suspense fallback={title === null ? wait : <Panel title={title}>Asking git …{wait}</Panel>}>{children}</Suspense>;
}
