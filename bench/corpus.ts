import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve, relative } from 'node:path';
import { debianPythonFiles } from '../scanner/python/testing/debian-packages';
import { runCommand } from './command';

/** Every nth file of the corpus, so that a part of it is a sample of all packages. */
export function corpusFiles(count: number): string[] {
  const all = debianPythonFiles();
  const step = Math.max(1, all.length / count);
  return Array.from({ length: Math.min(count, all.length) }, (_, index) => all[Math.floor(index * step)] ?? '');
}

/** The files as one git repository with one commit. */
export async function corpusRepository(folder: string, files: readonly string[]): Promise<string> {
  const root = resolve('.corpus/files');
  for (const file of files) {
    const target = join(folder, relative(root, file));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, target);
  }
  await runCommand('git', ['init', '-q', '-b', 'main'], { cwd: folder });
  await runCommand('git', ['add', '-A', '-f'], { cwd: folder });
  await runCommand('git', ['commit', '-q', '-m', 'Corpus'], { cwd: folder });
  return folder;
}
