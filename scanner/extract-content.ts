import { extract } from './extract';
import { positionOf, type FileFacts, type Language, type Problem } from './facts';
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
  const encoding = facts.problems.find(isAboutEncoding);
  if (encoding) notes.push({ kind: 'encoding', line: null, message: encoding.message });
  const unparsed = unparsedNote(facts, facts.problems.filter((problem) => !isAboutEncoding(problem)));
  if (unparsed) notes.push(unparsed);
  return { body: encodeFacts(facts), notes };
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
