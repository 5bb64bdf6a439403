import { Overdue, withinTime } from './deadline';
import { readFile } from './extract';
import { positionOf, type FileFacts, type Language, type Problem } from './facts';
import { encodeTables } from './facts-codec';
import { factsOf } from './facts-rows';
import type { ContentNote } from './facts-store';

export interface ExtractedContent {
  readonly body: Uint8Array;
  readonly notes: ContentNote[];
}

export interface ExtractJob {
  readonly language: Language;
  readonly content: Uint8Array;
}

/** The largest source that is read takes seconds at worst; what takes longer would never end. */
const BUDGET_MS = 30_000;

/** Facts of contents, one after another. One that takes longer than `budgetMs` is not read, and says so. */
export function extractContents(jobs: readonly ExtractJob[], budgetMs = BUDGET_MS): ExtractedContent[] {
  const all = ofAll(jobs, budgetMs);
  // Which of them it was shows when each has the time for itself.
  return all ?? jobs.map((job) => ofAll([job], budgetMs)?.[0] ?? overBudget(job.language, `Reading it took longer than ${budgetMs / 1000} s; not read.`));
}

/** Null where the time does not suffice. */
function ofAll(jobs: readonly ExtractJob[], budgetMs: number): ExtractedContent[] | null {
  try {
    return withinTime(budgetMs, () => jobs.map(({ language, content }) => extractContent(language, content)));
  } catch (error) {
    if (error instanceof Overdue) return null;
    throw error;
  }
}

/** A content that cannot be read: no facts, and a note that says why. */
export function overBudget(language: Language, message: string): ExtractedContent {
  return { body: emptyFacts(language), notes: [{ kind: 'over-budget', line: null, message }] };
}

/** Whether nothing is known of a content because it was not read. */
export function isNotRead(notes: readonly ContentNote[]): boolean {
  return notes.some(({ kind }) => kind === 'lfs-pointer' || kind === 'over-budget');
}

/** Facts of one content in their encoded form, with what the data-quality list must say about it. */
export function extractContent(language: Language, content: Uint8Array): ExtractedContent {
  if (isLfsPointer(content)) {
    const message = 'A Git LFS pointer: the content lies elsewhere; not read.';
    return { body: emptyFacts(language), notes: [{ kind: 'lfs-pointer', line: null, message }] };
  }
  return readFile(language, content, (tables) => ({
    body: encodeTables(tables),
    notes: tables.problems.length === 0 ? [] : notesOf(factsOf(tables)),
  }));
}

function emptyFacts(language: Language): Uint8Array<ArrayBuffer> {
  return readFile(language, new Uint8Array(), encodeTables);
}

function notesOf(facts: FileFacts): ContentNote[] {
  const notes: ContentNote[] = [];
  const encoding = facts.problems.find(isAboutEncoding);
  if (encoding) notes.push({ kind: 'encoding', line: null, message: encoding.message });
  const unparsed = unparsedNote(facts, facts.problems.filter((problem) => !isAboutEncoding(problem)));
  if (unparsed) notes.push(unparsed);
  return notes;
}

/** All of the file was read, but some of its characters are unknown. */
function isAboutEncoding({ message }: Problem): boolean {
  return message.includes('UTF-8');
}

function unparsedNote(facts: FileFacts, problems: readonly Problem[]): ContentNote | null {
  const [first] = problems;
  if (!first) return null;
  const more = problems.length > 1 ? ` (${problems.length - 1} more in this file)` : '';
  return { kind: 'unparsed', line: positionOf(facts, first.start).line, message: `${first.message}${more}` };
}

const LFS = Buffer.from('version https://git-lfs.github.com/spec/');

function isLfsPointer(content: Uint8Array): boolean {
  return content.length < 1024 && LFS.equals(content.subarray(0, LFS.length));
}
