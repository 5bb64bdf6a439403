/**
 * How much of a file's facts outlives damage: one character is taken out, put in or changed in a random line, and
 * the facts of all other lines are looked for again.
 */
import { extractPython } from '../extract';
import { describeFacts } from './describe-facts';

export interface Survival {
  /** Damaged files that no longer read without problems. */
  readonly damaged: number;
  readonly before: Share;
  readonly after: Share;
}

export interface Share {
  readonly kept: number;
  readonly all: number;
}

const KEPT = /^(?:Call|function|class|with|import|from|bind assign|exit \w+) /;
const INSERTED = ['(', ')', '[', ']', '{', '}', '"', "'", ':', ',', '=', ' ', '.', '@', '$', 'x', '"""', ';', '\\'];

/** `random` gives numbers from 0 to below 1. */
export function surviveDamage(text: string, random: () => number): Survival {
  const lines = text.split('\n');
  const nothing = { kept: 0, all: 0 };
  let line = 0;
  for (let attempt = 0; attempt < 20; attempt++) {
    line = Math.floor(random() * lines.length);
    if ((lines[line] ?? '').trim().length > 3) break;
  }
  const damagedLines = [...lines];
  damagedLines[line] = damage(lines[line] ?? '', random);
  const mutant = extractPython(new TextEncoder().encode(damagedLines.join('\n')));
  if (mutant.problems.length === 0) return { damaged: 0, before: nothing, after: nothing };
  const original = extractPython(new TextEncoder().encode(text));
  const found = new Map<string, number>();
  for (const fact of describeFacts(mutant, true).map(withoutEnd)) found.set(fact, (found.get(fact) ?? 0) + 1);
  const before = { kept: 0, all: 0 };
  const after = { kept: 0, all: 0 };
  for (const fact of describeFacts(original, true)) {
    if (!KEPT.test(fact)) continue;
    const at = Number(/ (\d+):\d+/.exec(fact)?.[1] ?? 0) - 1;
    if (at === line) continue;
    const share = at < line ? before : after;
    const key = withoutEnd(fact);
    const count = found.get(key) ?? 0;
    share.all++;
    if (count > 0) {
      share.kept++;
      found.set(key, count - 1);
    }
  }
  return { damaged: 1, before, after };
}

function damage(line: string, random: () => number): string {
  const first = line.length - line.trimStart().length;
  const at = first + Math.floor(random() * (line.length - first));
  const kind = random();
  if (kind < 0.4) return line.slice(0, at) + line.slice(at + 1);
  const inserted = INSERTED[Math.floor(random() * INSERTED.length)] ?? 'x';
  if (kind < 0.8) return line.slice(0, at) + inserted + line.slice(at);
  return line.slice(0, at) + inserted + line.slice(at + 1);
}

/** Ends of what holds the damage may move. */
function withoutEnd(fact: string): string {
  return fact.replace(/(\d+:\d+)-\d+:\d+/, '$1');
}
