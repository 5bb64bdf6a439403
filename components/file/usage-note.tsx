import type { ReactNode } from 'react';
import { beforeAfterOf } from '../../lib/before-after';
import type { UsageRow } from '../../lib/db/read/file';
import { links, type Place } from '../../lib/links';
import type { Presentation } from '../../scanner/packs/document';
import type { Words } from '../../lib/words';
import { StateName } from '../board/state-swatch';
import { Badge } from '../ui/badge';
import { BeforeAfter } from '../ui/before-after';

interface UsageNoteProps {
  usage: UsageRow;
  place: Place;
  fileIds: ReadonlyMap<string, number>;
  path: string;
  words: Words;
  examples: Presentation['examples'];
  children?: ReactNode;
}

/** Why a place counts, and what it must become. */
export function UsageNote({ usage, place, fileIds, path, words, examples, children }: UsageNoteProps) {
  const open = usage.state !== 'async' && usage.state !== 'exempt';
  const change = beforeAfterOf(examples, usage.kind, usage.method);
  return (
    <div className="max-w-3xl space-y-2">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">
          <StateName state={usage.state} words={words} />
        </span>
        <span className="text-ink-2">{words.kinds[usage.kind]}</span>
        <code className="font-mono text-[12.5px]">{usage.api}</code>
        {usage.confidence === 'guessed' && <Badge tone="warn">guessed from its name</Badge>}
      </p>
      <p>{usage.reason}</p>
      {usage.evidence.length > 0 && (
        <ol className="space-y-0.5 text-ink-2">
          {usage.evidence.map((step, index) => (
            <li key={index} className="flex flex-wrap gap-x-2">
              <span aria-hidden className="text-ink-3">
                {index === 0 ? '·' : '←'}
              </span>
              <span>{step.text}</span>
              <Place place={place} id={fileIds.get(step.path)} path={step.path === path ? '' : step.path} line={step.line} />
            </li>
          ))}
        </ol>
      )}
      {open && change && <BeforeAfter before={change.before} after={change.after} />}
      {open && change?.note && <p className="text-ink-3">{change.note}</p>}
      {children}
    </div>
  );
}

function Place({ place, id, path, line }: { place: Place; id: number | undefined; path: string; line: number }) {
  const text = path ? `${path}:${line}` : `line ${line}`;
  if (path && id === undefined) return <span className="font-mono text-xs leading-5 text-ink-3">{text}</span>;
  return (
    <a href={path && id !== undefined ? links.file(place, id, line) : `#L${line}`} className="link font-mono text-xs leading-5 text-ink-3">
      {text}
    </a>
  );
}
