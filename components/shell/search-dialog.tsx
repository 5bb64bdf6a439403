'use client';

import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { queryText } from '../../lib/links';

interface Hit {
  kind: 'file' | 'service';
  id: number;
  text: string;
  service: string;
  href: string;
}

interface SearchDialogProps {
  project: string;
  week: string | null;
  onClose: () => void;
}

/** Type a part of a path or service, Enter to go there. */
export function SearchDialog({ project, week, onClose }: SearchDialogProps) {
  const router = useRouter();
  const [text, setText] = useState('');
  const [{ of, hits }, setFound] = useState<{ of: string | null; hits: Hit[] }>({ of: null, hits: [] });
  const [selected, setSelected] = useState('');
  const isEnterWaiting = useRef(false);
  const go = (hit: Hit) => {
    onClose();
    router.push(hit.href);
  };
  const onFound = useEffectEvent((found: Hit[]) => {
    const [best] = found;
    setFound({ of: text, hits: found });
    // The list arrives after the letters: what was selected may be gone, and Enter goes to the best hit.
    setSelected(best === undefined ? '' : valueOf(best));
    if (isEnterWaiting.current && best) go(best);
  });
  useEffect(() => {
    const abort = new AbortController();
    fetch(`/p/${encodeURIComponent(project)}/search/hits${queryText({ q: text, week })}`, { signal: abort.signal })
      .then((response) => (response.ok ? (response.json() as Promise<Hit[]>) : []))
      .then(onFound)
      .catch((error: unknown) => {
        if (!abort.signal.aborted) throw error;
      });
    return () => abort.abort();
  }, [text, project, week]);
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      shouldFilter={false}
      value={selected}
      onValueChange={setSelected}
      onKeyDown={(event) => {
        isEnterWaiting.current = event.key === 'Enter' && of !== text;
        if (isEnterWaiting.current) event.preventDefault();
      }}
      label="Go to a file or service"
      overlayClassName="fixed inset-0 z-40 bg-black/30"
      contentClassName="fixed inset-x-4 top-[12vh] z-50 mx-auto max-w-xl overflow-hidden rounded-lg border border-line-strong bg-card shadow-xl"
    >
      <Command.Input value={text} onValueChange={setText} placeholder="Go to a file or service" className="w-full border-b border-line bg-transparent px-4 py-3 text-base outline-none placeholder:text-ink-3" />
      <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
        {of === text && <Command.Empty className="px-3 py-6 text-center text-sm text-ink-3">Nothing has that name in this week.</Command.Empty>}
        {hits.map((hit) => (
          <Command.Item
            key={valueOf(hit)}
            value={valueOf(hit)}
            aria-label={`${hit.text}, ${hit.kind === 'file' ? hit.service : 'Service'}`}
            onSelect={() => go(hit)}
            className="flex cursor-pointer items-baseline justify-between gap-4 rounded px-2.5 py-1.5 text-sm data-[selected=true]:bg-hover"
          >
            <span className="flex min-w-0" title={hit.text}>
              <span className="min-w-0 truncate text-ink-2">{hit.text.slice(0, nameAt(hit))}</span>
              <span className={hit.kind === 'file' ? 'max-w-full shrink-0 truncate' : 'wrap-anywhere'}>{hit.text.slice(nameAt(hit))}</span>
            </span>
            <span className="max-w-[35%] shrink-0 truncate text-xs text-ink-3">{hit.kind === 'file' ? hit.service : 'Service'}</span>
          </Command.Item>
        ))}
      </Command.List>
    </Command.Dialog>
  );
}

/** Where the name of a file begins: of a long path it says most. */
function nameAt({ kind, text }: Hit): number {
  return kind === 'file' ? text.lastIndexOf('/') + 1 : 0;
}

function valueOf(hit: Hit): string {
  return `${hit.kind}${hit.text}`;
}
