import type { MigrationCheck } from '../../lib/gate-checks';
import { checkProjects } from '../check-all';
import { openProjects } from '../open-project';
import type { Memories } from './memories';
import { subjectsOf } from './subjects';
import type { Question } from './wire';

/**
 * What a check would find by itself, from memory: configuration, base and working tree are read anew, as it would. null
 * where it is quicker alone, because the configuration is not the one that is in memory, and for another repository.
 */
export async function answerCheck(root: string, memories: Memories, question: Question, isGone: () => boolean): Promise<MigrationCheck[] | null> {
  try {
    // Who gave up waiting is finding it alone by now.
    return await memories.inTurn(async () => (isGone() ? null : findFor(root, memories, question)));
  } finally {
    // Begins when the answer is on its way.
    void memories.inTurn(() => memories.save());
  }
}

async function findFor(root: string, memories: Memories, question: Question): Promise<MigrationCheck[] | null> {
  if (question.subjects !== subjectsOf(root, question.db)) return null;
  const projects = await openProjects(question.path, question);
  if (projects.some((project) => project.repository.root !== root || !memories.isWarm(project))) return null;
  const checks = await checkProjects(projects, question, memories);
  // A machine that stood still must not be remembered as a fault of a file.
  const hurried = projects.filter((project) => !memories.of(project).project.isWhole);
  for (const project of hurried) memories.forget(project);
  return hurried.length === 0 ? checks : null;
}
