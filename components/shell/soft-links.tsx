'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/**
 * Every link is a plain link; this one listener makes a click on it change the page without loading it anew. Lists of
 * thousands of links then cost the browser nothing, and without scripts they work as they are. `data-scroll="keep"`
 * stays where one is.
 */
export function SoftLinks() {
  const router = useRouter();
  useEffect(() => {
    function onClick(event: MouseEvent) {
      const link = linkOf(event);
      if (!link) return;
      event.preventDefault();
      router.push(link.href, { scroll: link.dataset.scroll !== 'keep' });
    }
    // On the window: whoever handles a click on the way up to it has had its say.
    addEventListener('click', onClick);
    return () => removeEventListener('click', onClick);
  }, [router]);
  return null;
}

/** The link to another page of the board that a plain click follows; null for all that the browser does better. */
function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link?.href || link.target || link.hasAttribute('download') || link.origin !== location.origin) return null;
  // A place within a page is the browser's to find and to mark.
  return link.hash ? null : link;
}
