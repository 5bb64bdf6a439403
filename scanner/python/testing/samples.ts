/** Hand-written files that hold every construct of Python once. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'samples');

export function sampleFiles(): string[] {
  return readdirSync(FOLDER).sort().map((file) => join(FOLDER, file));
}

/** The Python a sample needs, as its first line `# python: 3.12` says. */
export function pythonNeeded(path: string): string {
  return /^# python: (\S+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? '3.8';
}
