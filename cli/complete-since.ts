import { commitDate, headCommit, runGit } from '../scanner/git';
import type { OpenProject } from './open-project';

/**
 * Since when the state of a project has been complete, as far back as its soak time needs to know: the date of the
 * oldest commit of an unbroken run, found by halving the first-parent commits of that time. `isComplete` judges one.
 */
export async function completeSince(project: OpenProject, today: string, isComplete: (commit: string) => Promise<boolean>): Promise<string | null> {
  const { repository, config } = project;
  const head = project.commit ?? (await headCommit(repository));
  if (head === null) return null;
  // One commit beyond the soak time: where it is complete too, nothing more needs to be known.
  const after = new Date(Date.parse(today) - (config.soakDays + 1) * 86_400_000).toISOString();
  const recent = await commits(repository, ['--first-parent', `--since=${after}`, head]);
  const older = await commits(repository, ['--first-parent', '--max-count=1', `--until=${after}`, head]);
  const line = [...recent, ...older].filter((commit, index, all) => all.indexOf(commit) === index);
  if (line.length === 0) line.push(head);
  // line[complete] is known to be complete, line[open] to be not, or to lie beyond the end.
  let [complete, open] = [0, line.length];
  while (open - complete > 1) {
    const middle = complete === 0 && open === line.length ? line.length - 1 : (complete + open) >> 1;
    if (await isComplete(line[middle] ?? head)) complete = middle;
    else open = middle;
  }
  return commitDate(repository, line[complete] ?? head);
}

async function commits(repository: OpenProject['repository'], args: readonly string[]): Promise<string[]> {
  const answer = await runGit(repository, ['rev-list', ...args]);
  return answer.toString().split('\n').filter(Boolean);
}
