import { Failure } from '../lib/failure';
import { runGit, type Repository } from './git';

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
  if (configured !== null) {
    const found = await tipOf(repository, configured);
    if (found) return found;
    throw new Failure(`There is no branch ${configured} in ${repository.root}; correct "branch" in awaited.yaml.`);
  }
  const remoteDefault = await symbolic(repository, 'refs/remotes/origin/HEAD', 'refs/remotes/origin/');
  const head = await symbolic(repository, 'HEAD', 'refs/heads/');
  const names = repository.isBare ? [head, remoteDefault, 'main', 'master'] : [remoteDefault, 'main', 'master', head];
  for (const name of names) {
    const found = name === null ? null : await tipOf(repository, name);
    if (found) return found;
  }
  const detached = await commitOf(repository, 'HEAD');
  return detached === null ? null : { name: 'HEAD', commit: detached };
}

async function tipOf(repository: Repository, name: string): Promise<Branch | null> {
  const local = await commitOf(repository, `refs/heads/${name}`);
  const remote = await commitOf(repository, `refs/remotes/origin/${name}`);
  if (local === null || remote === null || local === remote) {
    const commit = local ?? remote;
    return commit === null ? null : { name, commit };
  }
  const isBehind = await runGit(repository, ['merge-base', '--is-ancestor', local, remote]).then(
    () => true,
    () => false,
  );
  return { name, commit: isBehind ? remote : local };
}

async function commitOf(repository: Repository, ref: string): Promise<string | null> {
  const answer = await runGit(repository, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]).catch(() => null);
  return answer?.toString().trim() ?? null;
}

async function symbolic(repository: Repository, ref: string, prefix: string): Promise<string | null> {
  const answer = await runGit(repository, ['symbolic-ref', '--quiet', ref]).catch(() => null);
  const target = answer?.toString().trim() ?? '';
  return target.startsWith(prefix) ? target.slice(prefix.length) : null;
}
