/** The text of a file and who wrote its lines, for pages: the one place where they reach git, through scanner/git. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from './failure';
import { openRepository, runGit, type Repository } from '../scanner/git';
import { decodePython } from '../scanner/python/source-text';
import { blobId } from '../scanner/working-tree-source';

/** What names a content. All of it comes from the database, nothing from the browser. */
export interface SourceRequest {
  root: string;
  blob: string;
  path: string;
  language: string;
}

/** The text that usages point into; null where neither git nor the working tree has that content any more. */
export async function sourceText({ root, blob, path, language }: SourceRequest): Promise<string | null> {
  if (!OBJECT_ID.test(blob)) return null;
  const repository = await repositoryAt(root);
  if (!repository) return null;
  const content = (await runGit(repository, ['cat-file', 'blob', blob]).catch(() => null)) ?? (await uncommitted(repository, path, blob));
  if (!content) return null;
  return language === 'python' ? decodePython(content) : new TextDecoder().decode(content);
}

export interface LineOrigin {
  author: string;
  /** ISO 8601. */
  at: string;
  commit: string;
  summary: string;
}

/** Who wrote each line, at a commit; empty where git cannot say. */
export async function lineOrigins(root: string, commit: string, path: string): Promise<Map<number, LineOrigin>> {
  if (!OBJECT_ID.test(commit)) return new Map();
  const repository = await repositoryAt(root);
  if (!repository) return new Map();
  const output = await runGit(repository, ['blame', '--porcelain', commit, '--', path]).catch(() => null);
  return output ? readBlame(output.toString()) : new Map();
}

export interface CommitBrief {
  commit: string;
  author: string;
  at: string;
  subject: string;
  /** Paths it touched. */
  paths: string[];
}

/** The commits between two states that touched any of the paths, newest first. `from` null: those of the last one only. */
export async function commitsBetween(root: string, from: string | null, to: string, paths: readonly string[], limit: number): Promise<CommitBrief[]> {
  if (!OBJECT_ID.test(to) || (from !== null && !OBJECT_ID.test(from)) || paths.length === 0) return [];
  const repository = await repositoryAt(root);
  if (!repository) return [];
  const range = from === null ? [to, '--max-count=1'] : [`${from}..${to}`, `--max-count=${limit}`];
  const format = '--format=%x1e%H%x1f%an%x1f%cI%x1f%s%x1f';
  const output = await runGit(repository, ['log', '-z', '--name-only', '--no-renames', format, ...range, '--', ...paths]).catch(() => null);
  return (output?.toString() ?? '').split('\x1e').slice(1).map(readCommit);
}

const OBJECT_ID = /^[0-9a-f]{40,64}$/;

const repositories = new Map<string, Promise<Repository>>();

/** Null where it cannot be read now, say because its disk is away: pages go on without its text. */
async function repositoryAt(root: string): Promise<Repository | null> {
  const opened = repositories.get(root) ?? openRepository(root);
  repositories.set(root, opened);
  try {
    return await opened;
  } catch (error) {
    repositories.delete(root);
    if (error instanceof Failure) return null;
    throw error;
  }
}

/** Edits that nobody committed are in no object; they are shown only while the file still holds the very same bytes. */
async function uncommitted({ root, hash }: Repository, path: string, blob: string): Promise<Buffer | null> {
  const content = await readFile(join(root, path)).catch(() => null);
  return content && blobId(content, hash) === blob ? content : null;
}

/** `<commit> <line then> <line now> [<lines>]`, for a commit's first lines its data, then the line itself after a tab. */
function readBlame(output: string): Map<number, LineOrigin> {
  const commits = new Map<string, LineOrigin>();
  const origins = new Map<number, LineOrigin>();
  let [current, line]: [LineOrigin | undefined, number] = [undefined, 0];
  for (const row of output.split('\n')) {
    const header = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(row);
    if (header) {
      const [, commit = '', now = '0'] = header;
      line = Number(now);
      current = commits.get(commit) ?? { commit, author: '', at: '', summary: '' };
      commits.set(commit, current);
    } else if (!current) continue;
    else if (row.startsWith('\t')) origins.set(line, current);
    else if (row.startsWith('author ')) current.author = row.slice(7);
    else if (row.startsWith('author-time ')) current.at = new Date(Number(row.slice(12)) * 1000).toISOString();
    else if (row.startsWith('summary ')) current.summary = row.slice(8);
  }
  return origins;
}

function readCommit(text: string): CommitBrief {
  const [commit = '', author = '', at = '', subject = '', paths = ''] = text.split('\x1f');
  return { commit, author, at, subject, paths: paths.split(/[\0\n]/).filter(Boolean) };
}

/** Who sits at this machine, as git knows them; '' where git was never told. */
export async function gitUser(root: string): Promise<string> {
  const repository = await repositoryAt(root);
  const output = repository && (await runGit(repository, ['config', 'user.name']).catch(() => null));
  return output?.toString().trim() ?? '';
}
