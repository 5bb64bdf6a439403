import { Failure } from '../lib/failure';
import { trackedBranch } from '../scanner/branch';
import { askGit, headCommit, resolveCommit } from '../scanner/git';
import type { OpenProject } from './open-project';

/**
 * The commit that a change is compared with: where it left the base, so that what others merged meanwhile is not held
 * against it. Without a base it is the tracked branch. Throws `Failure` where the two have no common history.
 */
export async function baseCommit(project: OpenProject, base: string | undefined): Promise<string> {
  const { repository } = project;
  const head = project.commit ?? (await headCommit(repository));
  if (head === null) throw new Failure(`${repository.root} has no commits yet; there is nothing to compare with.`);
  const tip = base === undefined ? await defaultBase(project) : base === 'HEAD' && project.commit === null ? head : await resolveCommit(repository, base);
  if (tip === head) return head;
  const answer = await askGit(repository, ['merge-base', head, tip]);
  const common = answer?.toString().trim();
  if (common) return common;
  const shallow = repository.isShallow ? '; the clone is shallow, fetch more history (with actions/checkout: fetch-depth: 0)' : '';
  throw new Failure(`${base ?? 'the tracked branch'} and ${project.commit === null ? 'HEAD' : project.commit.slice(0, 10)} have no common history${shallow}.`);
}

async function defaultBase({ repository, config }: OpenProject): Promise<string> {
  const branch = await trackedBranch(repository, config.branch);
  if (branch === null) throw new Failure(`${repository.root} has no branch to compare with; name one with --base.`);
  return branch.commit;
}
