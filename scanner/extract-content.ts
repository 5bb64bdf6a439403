import { isUtf8 } from 'node:buffer';
import { extract } from './extract';
import { positionOf, type FileFacts, type Language } from './facts';
import { encodeFacts } from './facts-codec';
import type { ContentNote } from './facts-store';

export interface ExtractedContent {
  readonly body: Uint8Array;
  readonly notes: ContentNote[];
}

/** Facts of one content in their encoded form, with what the data-quality list must say about it. */
export function extractContent(language: Language, content: Uint8Array): ExtractedContent {
  const notes: ContentNote[] = [];
  if (isLfsPointer(content)) {
    notes.push({ kind: 'lfs-pointer', line: null, message: 'A Git LFS pointer: the content lies elsewhere; not read.' });
    return { body: encodeFacts(extract(language, new Uint8Array())), notes };
  }
  const facts = extract(language, content);
  if (!isUtf8(content)) notes.push({ kind: 'encoding', line: null, message: 'Not valid UTF-8: the bytes that are not are read as unknown characters.' });
  const unparsed = unparsedNote(facts);
  if (unparsed) notes.push(unparsed);
  return { body: encodeFacts(facts), notes };
}

function unparsedNote(facts: FileFacts): ContentNote | null {
  const [first] = facts.problems;
  if (!first) return null;
  const more = facts.problems.length > 1 ? ` (${facts.problems.length - 1} more in this file)` : '';
  return { kind: 'unparsed', line: positionOf(facts, first.start).line, message: `${first.message}${more}` };
}

const LFS = Buffer.from('version https://git-lfs.github.com/spec/');

function isLfsPointer(content: Uint8Array): boolean {
  return content.length < 1024 && LFS.equals(content.subarray(0, LFS.length));
}
