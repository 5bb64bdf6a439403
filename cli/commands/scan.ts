import { Command } from 'commander';
import { databaseFile } from '../../lib/db/location';
import { openDatabase } from '../../lib/db/open';
import { wordsOf } from '../../lib/words';
import { openProjects } from '../open-project';
import { withProjectOptions, type ProjectOptions } from '../project-options';
import { progressBar } from '../progress-bar';
import { scanProject, type ScannedProject } from '../scan-project';
import { countKinds, summaryOf } from '../scan-summary';

export function scanCommand(): Command {
  const command = new Command('scan')
    .description('Scan a repository and store what was found as its latest state.')
    .argument('<path>', 'git repository')
    .option('--rev <revision>', 'commit, branch or tag (default: the working tree)')
    .option('--json', 'print what was found as JSON');
  return withProjectOptions(command)
    .addHelpText('after', '\nExample:\n  awaited scan . --rev main\n')
    .action(async (path: string, options: ProjectOptions & { json?: boolean }) => {
      const projects = await openProjects(path, options);
      const db = await openDatabase(options.db ?? databaseFile());
      const bar = progressBar();
      try {
        const found: object[] = [];
        for (const project of projects) {
          const scanned = await scanProject(db, project, bar.update);
          bar.clear();
          if (options.json) found.push(jsonOf(scanned));
          else process.stdout.write(`${projects.length > 1 ? `${project.config.migration}\n` : ''}${summaryOf(project.repository.name, scanned.snapshot, scanned.durationMs, wordsOf(project.pack.presentation.words))}`);
        }
        // A list where there are several migrations.
        if (options.json) process.stdout.write(`${JSON.stringify(found.length === 1 ? found[0] : found, null, 2)}\n`);
      } finally {
        bar.clear();
        await db.destroy();
      }
    });
}

function jsonOf({ slug, snapshot, durationMs }: ScannedProject): object {
  const { commit, at, filesRead, bytesRead, quality } = snapshot;
  const usages = Object.entries(countKinds(snapshot).kinds).map(([kind, states]) => ({ kind, states }));
  const hazards = snapshot.files.flatMap((file) => file.hazards.map((hazard) => ({ path: file.path, ...hazard })));
  return { project: slug, commit, at, files: filesRead, bytes: bytesRead, durationMs: Math.round(durationMs), usages, hazards, quality };
}
