import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { once } from 'node:events';
import { runCommand } from '../command';
import { generatedFile, generatedPaths, MANIFEST } from './codebase';
import { numbersFrom } from './numbers';

export interface Shape {
  readonly files: number;
  readonly weeks: number;
  readonly editsPerWeek: number;
}

/** Monday, W02. */
const FIRST = Date.UTC(2023, 0, 9, 12);
const WEEK = 7 * 86_400_000;

/** Writes a repository with one commit a week into an empty folder (its objects, no working tree); gives the last commit's date. */
export async function writeRepository(folder: string, { files, weeks, editsPerWeek }: Shape): Promise<string> {
  const stream = `${folder}.stream`;
  const out = createWriteStream(stream);
  const paths = generatedPaths(files);
  const editions = new Uint16Array(files);
  const random = numbersFrom(files * 31 + weeks);
  for (let week = 0; week < weeks; week++) {
    const edited = new Set<number>();
    if (week === 0) for (let index = 0; index < files; index++) edited.add(index);
    else while (edited.size < editsPerWeek) edited.add(1 + random(files - 1));
    const contents = [...edited].map((index) => {
      const edition = week === 0 ? 0 : (editions[index] ?? 0) + 1;
      editions[index] = edition;
      return fileCommand(paths[index] ?? '', generatedFile(index, edition));
    });
    const manifest = week === 0 ? fileCommand('requirements.txt', MANIFEST) : '';
    const message = `Week ${week}`;
    const text = `commit refs/heads/main\ncommitter Ada <ada@example.org> ${(FIRST + week * WEEK) / 1000} +0000\ndata ${message.length}\n${message}\n${manifest}${contents.join('')}\n`;
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  await runCommand('git', ['init', '-q', '-b', 'main'], { cwd: folder });
  await runCommand('git', ['fast-import', '--quiet'], { cwd: folder, input: stream });
  await rm(stream);
  return new Date(FIRST + (weeks - 1) * WEEK).toISOString();
}

function fileCommand(path: string, content: string): string {
  return `M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`;
}
