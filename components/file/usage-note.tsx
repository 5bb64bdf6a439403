import Link from 'next/link';
import type { ReactNode } from 'react';
import { beforeAfterOf } from '../../lib/before-after';
import type { UsageRow } from '../../lib/db/read/file';
import { links, type Place } from '../../lib/links';
import { KIND_LABELS } from '../../lib/migration';
import { StateName } from '../board/state-swatch';
import { Badge } from '../ui/badge';

interface UsageNoteProps {
  usage: UsageRow;
  place: Place;
  fileIds: ReadonlyMap<string, number>;
  path: string;
  children?: ReactNode;
}

/** Why a place counts, and what it must become. */
export function UsageNote({ usage, place, fileIds, path, children }: UsageNoteProps) {
  const open = usage.state !== 'async' && usage.state !== 'exempt';
  const change = beforeAfterOf(usage.kind, usage.method);
  return (
    <div className="max-w-3xl space-y-2">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">
          <StateName state={usage.state} />
        </span>
        <span className="text-ink-2">{KIND_LABELS[usage.kind]}</span>
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
      {open && (
        <div className="grid gap-2 sm:grid-cols-2">
          <Code label="Now" text={change.before} />
          <Code label="Becomes" text={change.after} />
        </div>
      )}
      {open && change.note && <p className="text-ink-3">{change.note}</p>}
      {children}
    </div>
  );
}

function Place({ place, id, path, line }: { place: Place; id: number | undefined; path: string; line: number }) {
  const text = path ? `${path}:${line}` : `line ${line}`;
  if (path && id === undefined) return <span className="font-mono text-xs leading-5 text-ink-3">{text}</span>;
  return (
    <Link href={path && id !== undefined ? links.file(place, id, line) : `#L${line}`} className="link font-mono text-xs leading-5 text-ink-3">
      {text}
    </Link>
  );
}

function Code({ label, text }: { label: string; text: string }) {
  return (
    <div className="min-w-0 rounded border border-line bg-card">
      <p className="border-b border-line px-2.5 py-0.5 text-xs text-ink-3">{label}</p>
      <pre className="overflow-x-auto px-2.5 py-1.5 font-mono text-[12px] leading-[18px]" tabIndex={0} aria-label={`${label}: code`}>
        {text}
      </pre>
    </div>
  );
}
