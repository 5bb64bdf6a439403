/**
 * The comment at the end of a line that says what Awaited must find there:
 * `session.commit()  # usage: session-operation sync Session.commit`, in TypeScript after `//`. The grammar is described in README.md.
 */
import { STATES, USAGE_KINDS, type Confidence, type State, type UsageKind } from '../../lib/migration';

export interface ExpectedUsage {
  readonly line: number;
  readonly kind: UsageKind;
  readonly state: State;
  readonly api: string;
  readonly confidence: Confidence;
  /** undefined: not said, so not compared. */
  readonly awaited: boolean | undefined;
  /** 1-based, in UTF-16 code units; undefined: not compared. */
  readonly column: number | undefined;
  /** Qualified name of the enclosing function or class, '' for the module; undefined: not compared. */
  readonly scope: string | undefined;
}

export interface ExpectedHazard {
  readonly line: number;
  readonly rule: string;
  readonly certainty: 'certain' | 'possible';
}

export interface ReadLine {
  /** The line as the scanner sees it: without the expectation. */
  readonly code: string;
  readonly usages: readonly ExpectedUsage[];
  readonly hazards: readonly ExpectedHazard[];
}

const EXPECTATION = /\s*(?:#|\/\/) (?=(?:usage|hazard): )/;

/** Throws on a comment that starts like an expectation and is none: a typo must not expect nothing. */
export function readLine(text: string, line: number): ReadLine {
  const found = EXPECTATION.exec(text);
  if (!found) return { code: text, usages: [], hazards: [] };
  const usages: ExpectedUsage[] = [];
  const hazards: ExpectedHazard[] = [];
  for (const part of text.slice(found.index).split(/\s*(?:#|\/\/) (?=(?:usage|hazard): )/)) {
    if (part.startsWith('usage: ')) for (const words of entriesOf(part, 'usage: ')) usages.push(usageOf(words, line));
    if (part.startsWith('hazard: ')) for (const words of entriesOf(part, 'hazard: ')) hazards.push(hazardOf(words, line));
  }
  return { code: text.slice(0, found.index), usages, hazards };
}

function entriesOf(part: string, prefix: string): string[][] {
  return part.slice(prefix.length).split(';').map((entry) => entry.trim().split(/\s+/));
}

function usageOf(words: readonly string[], line: number): ExpectedUsage {
  const [kindWord, stateWord, api, ...flags] = words;
  const kind = USAGE_KINDS.find((known) => known === kindWord);
  const state = STATES.find((known) => known === stateWord);
  if (!kind || !state || !api) throw new Error(`line ${line}: "${words.join(' ')}" is not KIND STATE API`);
  let confidence: Confidence = 'resolved';
  let awaited: boolean | undefined;
  let column: number | undefined;
  let scope: string | undefined;
  for (const flag of flags) {
    if (flag === 'guessed') confidence = 'guessed';
    else if (flag === 'awaited') awaited = true;
    else if (flag === 'unawaited') awaited = false;
    else if (/^@\d+$/.test(flag)) column = Number(flag.slice(1));
    else if (flag.startsWith('in=')) scope = flag.slice('in='.length);
    else throw new Error(`line ${line}: "${flag}" is none of guessed, awaited, unawaited, @COLUMN, in=SCOPE`);
  }
  return { line, kind, state, api, confidence, awaited, column, scope };
}

function hazardOf(words: readonly string[], line: number): ExpectedHazard {
  const [rule, certainty, ...rest] = words;
  if (!rule || !/^[a-z-]+$/.test(rule) || rest.length > 0 || (certainty !== undefined && certainty !== 'possible')) {
    throw new Error(`line ${line}: "${words.join(' ')}" is not RULE [possible]`);
  }
  return { line, rule, certainty: certainty ?? 'certain' };
}
