import { links, type Place } from '../../lib/links';
import type { Move, MovedUsage } from '../../lib/moves';
import type { Words } from '../../lib/words';
import { count } from '../ui/format';
import { StateSwatch } from './state-swatch';

export interface ListedMove extends Move<MovedUsage & { reason: string }> {
  path: string;
  fileId: number;
}

const SHOWN = 12;

interface MoveTableProps {
  moves: readonly ListedMove[];
  place: Place;
  words: Words;
  /** So many files, and where all of them are. */
  limit: number;
  allHref: string;
}

/** Moves of one kind, file by file. */
export function MoveTable({ moves, place, words, limit, allHref }: MoveTableProps) {
  const files = filesOf(moves);
  return (
    <ul>
      {[...files].slice(0, limit).map(([path, own]) => (
        <li key={path} className="border-b border-line px-4 py-2 text-sm last:border-b-0">
          <p className="flex items-baseline justify-between gap-3">
            <a href={links.file(place, own[0]?.fileId ?? 0)} className="link min-w-0 truncate font-medium" title={path}>
              {path}
            </a>
            <span className="text-ink-3">{count(own.length)}</span>
          </p>
          <ul className="mt-1 grid gap-x-6 sm:grid-cols-2">
            {own.slice(0, SHOWN).map((move, index) => (
              <li key={index} className="flex min-w-0 items-center gap-1.5 text-xs leading-6 text-ink-2">
                <MoveStates move={move} words={words} />
                <a href={links.file(place, move.fileId, (move.after ?? move.before)?.line)} className="link min-w-0 truncate decoration-transparent" title={(move.after ?? move.before)?.reason}>
                  {(move.after ?? move.before)?.scope || 'module level'} · {(move.after ?? move.before)?.api}
                </a>
              </li>
            ))}
          </ul>
          {own.length > SHOWN && <p className="mt-0.5 text-xs text-ink-3">and {count(own.length - SHOWN)} more</p>}
        </li>
      ))}
      {files.size > limit && (
        <li className="px-4 py-2 text-sm">
          <a href={allHref} className="link">
            All {count(files.size)} files
          </a>
        </li>
      )}
    </ul>
  );
}

function MoveStates({ move: { before, after }, words }: { move: ListedMove; words: Words }) {
  const told = [before?.state, after?.state].map((state) => (state ? words.states[state].label : 'nothing')).join(' to ');
  return (
    <span className="flex shrink-0 items-center gap-0.5" role="img" aria-label={told} title={told}>
      {before && <StateSwatch state={before.state} size={9} />}
      {before && after && <span className="text-ink-3">→</span>}
      {after && <StateSwatch state={after.state} size={9} />}
    </span>
  );
}

function filesOf(moves: readonly ListedMove[]): Map<string, ListedMove[]> {
  const files = new Map<string, ListedMove[]>();
  for (const move of moves) {
    const own = files.get(move.path);
    if (own) own.push(move);
    else files.set(move.path, [move]);
  }
  return files;
}
