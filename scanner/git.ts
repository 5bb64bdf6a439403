/**
 * The only file that runs git. It never checks out, never writes, never reaches the network, and treats the
 * repository's own configuration as hostile: everything in it that could start a program is off.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { Failure } from '../lib/failure';
import { environment, SETTINGS, type Setting } from './git-settings';

export interface Repository {
  /** Absolute path of the working tree, or of the git directory of a bare repository. */
  readonly root: string;
  /** Last part of the path, for people. */
  readonly name: string;
  readonly gitDir: string;
  readonly isBare: boolean;
  /** A shallow clone: history before some commits is missing. */
  readonly isShallow: boolean;
  readonly hash: 'sha1' | 'sha256';
  /** Settings that switch off what the repository's own configuration would run. */
  readonly settings: readonly Setting[];
}

/** The repository that `path` lies in. Throws `Failure` where there is none. */
export async function openRepository(path: string): Promise<Repository> {
  const folder = existingFolder(path);
  const bare: Pick<Repository, 'root' | 'settings'> = { root: folder, settings: SETTINGS };
  const [isBare, isShallow, hash, gitDir = '', inside] = await describe(bare, path);
  const root = isBare === 'true' ? gitDir : topLevel(inside, folder);
  const repository = { root, gitDir, isBare: isBare === 'true', isShallow: isShallow === 'true', hash: hash === 'sha256' ? 'sha256' : 'sha1' } as const;
  return { ...repository, name: nameOf(root), settings: [...SETTINGS, ...(await filterSettings(bare))] };
}

/** Standard output of one git command. Throws `GitError` where it fails. */
export async function runGit({ root, settings }: Pick<Repository, 'root' | 'settings'>, args: readonly string[]): Promise<Buffer> {
  const call = { root, settings, args };
  const { output, errors, code } = (await runner?.run(call)) ?? (await runGitHere(call));
  if (code !== 0) throw new GitError(root, args, code, errors.toString().trim());
  return output;
}

/** What git was asked: where, with which arguments, with which settings over those of the repository. */
export interface GitCall {
  readonly root: string;
  readonly settings: readonly Setting[];
  readonly args: readonly string[];
}

export interface GitResult {
  readonly output: Buffer;
  readonly errors: Buffer;
  /** null: it was stopped. */
  readonly code: number | null;
}

/** Runs git as a child of this very process. Throws where it cannot be started. */
export async function runGitHere({ root, settings, args }: GitCall): Promise<GitResult> {
  const child = startGit({ root, settings }, args);
  child.stdin.end();
  const [output, errors, code] = await Promise.all([collect(child.stdout), collect(child.stderr), exitCode(child, root)]);
  return { output, errors, code };
}

/** Who else could start git. */
export interface Starter {
  /** null where it cannot: whoever asks starts git by itself then. */
  run(call: GitCall): Promise<GitResult | null>;
}

let runner: Starter | null = null;

/** From now on git is started by another; gives what ends that. */
export function startGitBy(starter: Starter): () => void {
  runner = starter;
  return () => {
    if (runner === starter) runner = null;
  };
}

/**
 * What git prints, or null where it says that there is no such thing. Throws where it was stopped, failed or is not
 * there: that says nothing.
 * @param no how it ends to say so: mostly with 1
 */
export async function askGit(repository: Pick<Repository, 'root' | 'settings'>, args: readonly string[], no: readonly number[] = [1]): Promise<Buffer | null> {
  return runGit(repository, args).catch((error: unknown) => {
    if (error instanceof GitError && error.code !== null && no.includes(error.code)) return null;
    throw error;
  });
}

export type GitProcess = ChildProcessWithoutNullStreams;

/** A git process whose input and output the caller handles. */
export function startGit(repository: Pick<Repository, 'root' | 'settings'>, args: readonly string[]): GitProcess {
  return spawn('git', ['--no-pager', '--literal-pathspecs', ...args], {
    cwd: repository.root,
    env: environment(repository.settings),
    shell: false,
    windowsHide: true,
  });
}

/** git began and did not do it: the repository is damaged, or git was stopped. */
export class GitError extends Failure {
  readonly code: number | null;
  readonly stderr: string;

  constructor(root: string, args: readonly string[], code: number | null, stderr: string) {
    const why = /^(?:fatal|error): (.+)$/m.exec(stderr)?.[1] ?? (code === null ? 'it was stopped' : `it ended with ${code}`);
    super(`git could not read ${root} (git ${args[0] ?? ''}: ${why}); try again, and see what "git fsck" says there if it stays so.`);
    this.code = code;
    this.stderr = stderr;
  }
}

/** What keeps git from being started at all. */
export function startProblem(error: NodeJS.ErrnoException, root: string): Error {
  // The same errors for a program and for a folder that does not exist or may not be entered.
  if (error.code === 'ENOENT') return new Failure(existsSync(root) ? 'git was not found; install git 2.31 or newer.' : `${root} went away while it was read.`, { cause: error });
  if (error.code === 'EACCES') return new Failure(`Either git or ${root} may not be used by you; check who may run the one and enter the other.`, { cause: error });
  return error;
}

/** Full id of the commit that a revision names. Throws `Failure` for an unknown one. */
export async function resolveCommit(repository: Repository, revision: string): Promise<string> {
  // No revision begins with a dash or holds a NUL; what does would be an option to git.
  if (!revision.startsWith('-') && !revision.includes('\0')) {
    const answer = await askGit(repository, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], [1, 128]);
    if (answer) return answer.toString().trim();
  }
  throw new Failure(`There is no revision ${JSON.stringify(revision)} in ${repository.root}; name a commit, branch or tag that exists there.`);
}

/** The commit that HEAD names; null where nothing is committed yet. */
export async function headCommit(repository: Repository): Promise<string | null> {
  const answer = await askGit(repository, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  return answer?.toString().trim() ?? null;
}

/** Committer date, ISO 8601 UTC. */
export async function commitDate(repository: Repository, commit: string): Promise<string> {
  const answer = await runGit(repository, ['rev-list', '--timestamp', '--max-count=1', commit]);
  return new Date(Number.parseInt(answer.toString(), 10) * 1000).toISOString();
}

/** Content of a file at a commit; null where it has none. */
export async function fileAt(repository: Repository, commit: string, path: string): Promise<Buffer | null> {
  const entry = await runGit(repository, ['ls-tree', '-z', '--full-tree', commit, '--', path]);
  const [, type, id] = entry.toString().split(/[ \t\0]/);
  return type === 'blob' && id ? runGit(repository, ['cat-file', 'blob', id]) : null;
}

/** Paths are bytes in git: what is not UTF-8 in them is shown as `\xNN`. */
export function displayPath(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (!text.includes('\ufffd') || Buffer.from(text).equals(bytes)) return text;
  let shown = '';
  for (let index = 0; index < bytes.length; ) {
    const length = sequenceLength(bytes, index);
    shown += length ? bytes.toString('utf8', index, index + length) : `\\x${(bytes[index] ?? 0).toString(16).padStart(2, '0')}`;
    index += length || 1;
  }
  return shown;
}

/** A clean or smudge filter is a command in the repository's configuration; each is overridden by nothing. */
async function filterSettings(repository: Pick<Repository, 'root' | 'settings'>): Promise<Setting[]> {
  const answer = await askGit(repository, ['config', '--null', '--get-regexp', '^(core\\.hookspath|filter\\..*\\.(clean|smudge|process))$']);
  // Each entry is `key\nvalue`; no key holds a line break.
  const entries = answer?.toString().split('\0') ?? [];
  if (!entries.includes('core.hookspath\n/dev/null')) throw new Failure(TOO_OLD);
  const keys = entries.map((entry) => entry.split('\n', 1)[0] ?? '').filter((key) => key.startsWith('filter.'));
  return [...new Set(keys)].map((key) => [key, ''] as const);
}

const TOO_OLD = 'This git is too old; install git 2.31 or newer.';

const QUESTIONS = ['--is-bare-repository', '--is-shallow-repository', '--show-object-format', '--absolute-git-dir'];

/** What git answers to the questions, and where the working tree lies; without that in a bare repository and inside a git directory. */
async function describe(repository: Pick<Repository, 'root' | 'settings'>, path: string): Promise<string[]> {
  const all = await askGit(repository, ['rev-parse', ...QUESTIONS, '--show-toplevel'], [128]);
  if (all !== null) {
    // A folder's name may hold line breaks.
    const [isBare = '', isShallow = '', hash = '', ...rest] = all.toString().split('\n');
    if (rest.length === 3) return [isBare, isShallow, hash, rest[0] ?? '', rest[1] ?? ''];
  }
  const answer = await runGit(repository, ['rev-parse', ...QUESTIONS]).catch((error: unknown) => {
    throw explain(error, path);
  });
  const [isBare = '', isShallow = '', hash = '', gitDir = ''] = answer.toString().split('\n');
  const inside = isBare === 'true' ? null : await askGit(repository, ['rev-parse', '--show-toplevel'], [128]);
  return [isBare, isShallow, hash, gitDir, ...(inside === null ? [] : [inside.toString().replace(/\n$/, '')])];
}

function topLevel(inside: string | undefined, folder: string): string {
  if (inside === undefined) throw new Failure(`${folder} lies inside a git directory; name the folder that holds it.`);
  const root = realpathSync(inside);
  // `core.worktree` may point anywhere.
  if (folder !== root && !folder.startsWith(root + sep)) {
    throw new Failure(`The working tree of ${folder} is configured to lie elsewhere (${root}); name that folder.`);
  }
  return root;
}

function existingFolder(path: string): string {
  const absolute = resolve(path);
  const status = path.includes('\0') ? undefined : statSync(absolute, { throwIfNoEntry: false });
  if (!status) throw new Failure(`There is no folder ${path}; name a git repository.`);
  if (!status.isDirectory()) throw new Failure(`${path} is a file; name the folder of a git repository.`);
  return realpathSync(absolute);
}

function explain(error: unknown, path: string): unknown {
  if (!(error instanceof GitError) || error.code === null) return error;
  if (error.stderr.includes('dubious ownership')) {
    return new Failure(`${path} belongs to another user, and this git refuses to read it; update git or run "git config --global --add safe.directory ${path}".`, { cause: error });
  }
  if (error.stderr.includes('unknown option') || error.stderr.includes('usage:')) {
    return new Failure(TOO_OLD, { cause: error });
  }
  return new Failure(`${path} is not a git repository; run "git init" there or name another folder.`, { cause: error });
}

function nameOf(root: string): string {
  const parts = root.split(sep).filter((part) => part !== '' && part !== '.git');
  return (parts.at(-1) ?? 'repository').replace(/\.git$/, '');
}

async function collect(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function exitCode(child: GitProcess, root: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(startProblem(error, root)));
    child.on('close', resolve);
  });
}

/** Bytes of the well-formed UTF-8 sequence at an index; 0 where there is none. */
function sequenceLength(bytes: Buffer, index: number): number {
  for (let length = 1; length <= 4 && index + length <= bytes.length; length++) {
    const part = bytes.subarray(index, index + length);
    if (Buffer.from(part.toString('utf8')).equals(part)) return length;
  }
  return 0;
}
