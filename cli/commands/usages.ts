import { Command } from 'commander';
import { logLine } from '../../lib/escape';
import type { FileResult, Usage } from '../../scanner/snapshot';
import { openProject, settingsOf, withStores } from '../open-project';
import { withProjectOptions, type ProjectOptions } from '../project-options';
import { readSnapshot } from '../read-snapshot';

/** Rises with an incompatible change; within a version keys are only added. */
const FORMAT = 1;

export function usagesCommand(): Command {
  const command = new Command('usages')
    .description('Print every usage in a repository, without storing anything.')
    .argument('<path>', 'git repository')
    .option('--rev <revision>', 'commit, branch or tag (default: the working tree)')
    .option('--json', `JSON Lines, one usage a line (format ${FORMAT})`);
  return withProjectOptions(command)
    .addHelpText('after', '\nExample:\n  awaited usages . --rev main --json > usages.jsonl\n')
    .action(async (path: string, options: ProjectOptions & { json?: boolean }) => {
      const project = await openProject(path, options);
      const { snapshot } = await withStores(project, options, (facts, board) => readSnapshot(project, settingsOf(project, facts), board));
      const line = options.json ? jsonLine : textLine;
      for (const file of snapshot.files) {
        process.stdout.write(file.usages.map((usage) => `${line(file, usage)}\n`).join(''));
      }
    });
}

/** The output contract of `usages --json`. */
function jsonLine(file: FileResult, usage: Usage): string {
  return JSON.stringify({
    path: file.path,
    line: usage.line,
    column: usage.column,
    endLine: usage.endLine,
    endColumn: usage.endColumn,
    kind: usage.kind,
    state: usage.state,
    api: usage.api,
    method: usage.method,
    awaited: usage.awaited,
    asyncContext: usage.asyncContext,
    scope: usage.scope,
    confidence: usage.confidence,
    service: file.service,
    category: file.category,
    reason: usage.reason,
  });
}

function textLine(file: FileResult, usage: Usage): string {
  return logLine(`${file.path}:${usage.line}:${usage.column}  ${usage.state} ${usage.kind} ${usage.api}${usage.scope ? ` in ${usage.scope}` : ''}`);
}
