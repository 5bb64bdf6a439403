import { Failure } from '../lib/failure';
import { askGit, headCommit, runGit, type Repository } from './git';

export interface Branch {
  /** `main` */
  readonly name: string;
  /** Full commit id of its tip. */
  readonly commit: string;
}

/**
 * The branch whose history counts: the configured one, else the remote's default branch, else main or master, else
 * what is checked out. Where the local branch lacks what the remote has, the remote's tip is taken.
 * Null where nothing is committed. Throws `Failure` where the configured branch does not exist.
 */
export async function trackedBranch(repository: Repository, configured: string | null): Promise<Branch | null> {
  const refs = await readRefs(repository);
  if (configured !== null) {
    const found = await tipOf(repository, refs, configured);
    if (found) return found;
    throw new Failure(`There is no branch ${configured} in ${repository.root}; correct "branch" in awaited.yaml.`);
  }
  const remoteDefault = withoutPrefix(refs.get('refs/remotes/origin/HEAD')?.target, 'refs/remotes/origin/');
  const usual = [() => remoteDefault, () => 'main', () => 'master'];
  const checkedOut = () => checkedOutBranch(repository);
  for (const nameOf of repository.isBare ? [checkedOut, ...usual] : [...usual, checkedOut]) {
    const name = await nameOf();
    const found = name === null ? null : await tipOf(repository, refs, name);
    if (found) return found;
  }
  const detached = await headCommit(repository);
  return detached === null ? null : { name: 'HEAD', commit: detached };
}

interface Ref {
  readonly commit: string;
  /** The ref that a symbolic one points to; '' for a plain one. */
  readonly target: string;
}

async function readRefs(repository: Repository): Promise<Map<string, Ref>> {
  const listing = await runGit(repository, ['for-each-ref', '--format=%(refname)%00%(objectname)%00%(symref)', 'refs/heads', 'refs/remotes/origin']);
  const refs = new Map<string, Ref>();
  for (const line of listing.toString().split('\n')) {
    const [name, commit = '', target = ''] = line.split('\0');
    if (name) refs.set(name, { commit, target });
  }
  return refs;
}

/** Also where nothing is committed; null for a detached HEAD. */
async function checkedOutBranch(repository: Repository): Promise<string | null> {
  const head = await askGit(repository, ['symbolic-ref', '--quiet', 'HEAD']);
  return withoutPrefix(head?.toString().trim(), 'refs/heads/');
}

async function tipOf(repository: Repository, refs: ReadonlyMap<string, Ref>, name: string): Promise<Branch | null> {
  const local = refs.get(`refs/heads/${name}`)?.commit;
  const remote = refs.get(`refs/remotes/origin/${name}`)?.commit;
  if (local === undefined || remote === undefined || local === remote) {
    const commit = local ?? remote;
    return commit === undefined ? null : { name, commit };
  }
  const isBehind = await runGit(repository, ['merge-base', '--is-ancestor', local, remote]).then(
    () => true,
    () => false,
  );
  return { name, commit: isBehind ? remote : local };
}

function withoutPrefix(ref: string | undefined, prefix: string): string | null {
  return ref?.startsWith(prefix) ? ref.slice(prefix.length) : null;
}
