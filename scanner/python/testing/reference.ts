/** What CPython says of Python files: the local `python3`, or the newest one in WebAssembly. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

const SCRIPT = join(import.meta.dirname, 'reference.py');

/** As `reference.py` prints it: `read DIGEST LINES MANY-CONSTANTS`, or `unreadable ERROR`. */
export type Summary = string;

/** `3.11`; null where there is no `python3`. */
export function localPython(): string | null {
  try {
    return execFileSync('python3', ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}

/** The lines themselves; `isExact`: with places inside f-strings, for Python 3.12 on. */
export function referenceLines(path: string, isExact = false): string[] {
  const options = isExact ? ['--dump', '--exact'] : ['--dump'];
  return execFileSync('python3', [SCRIPT, ...options, path], { encoding: 'utf8', maxBuffer: 1 << 30 }).trimEnd().split('\n');
}

/** One summary for each path, by the local python3. */
export async function referenceSummaries(paths: readonly string[]): Promise<Summary[]> {
  const folder = mkdtempSync(join(tmpdir(), 'awaited-reference-'));
  try {
    const list = join(folder, 'paths');
    writeFileSync(list, paths.join('\0'));
    const python = spawn('python3', [SCRIPT, list], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    python.stdout.setEncoding('utf8').on('data', (part: string) => (output += part));
    const code = await new Promise((resolve) => python.on('close', resolve));
    if (code !== 0) throw new Error(`reference.py ended with ${String(code)}.`);
    return output.trimEnd().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** CPython in WebAssembly, newer than most installed ones; it tells places inside f-strings right. */
export interface NewestPython {
  readonly version: string;
  summarize(source: Uint8Array): Summary;
  lines(source: Uint8Array): string[];
  /** Python files of its standard library, by name. */
  standardLibrary(): ReadonlyMap<string, Uint8Array>;
}

export async function loadNewestPython(): Promise<NewestPython> {
  const { loadPyodide } = await import('pyodide');
  const python = await loadPyodide();
  python.FS.writeFile('/reference.py', readFileSync(SCRIPT));
  python.runPython('import sys; sys.path.insert(0, "/"); sys.setrecursionlimit(5000); import reference');
  python.runPython('import warnings; warnings.simplefilter("ignore")');
  return {
    version: String(python.runPython('"%d.%d" % sys.version_info[:2]')),
    summarize(source) {
      python.FS.writeFile('/source.py', source);
      return String(python.runPython('reference.summary("/source.py", True)'));
    },
    lines(source) {
      python.FS.writeFile('/source.py', source);
      return String(python.runPython('"\\n".join(sorted(reference.describe("/source.py", True).out))')).split('\n');
    },
    standardLibrary() {
      const names = String(
        python.runPython(`
import zipfile, os
archive = zipfile.ZipFile(next(p for p in sys.path if p.endswith(".zip")))
names = [n for n in archive.namelist() if n.endswith(".py")]
for index, name in enumerate(names):
    open(f"/library{index}.py", "wb").write(archive.read(name))
"\\n".join(names)`),
      ).split('\n');
      return new Map(names.map((name, index) => [name, python.FS.readFile(`/library${index}.py`) as Uint8Array]));
    },
  };
}

/** The summary of our lines, to compare with one of CPython's. */
export function summarize(lines: readonly string[], reference: Summary): Summary {
  const many = reference.endsWith(' 1');
  const kept = many ? lines.filter((line) => !line.startsWith('String ')) : lines;
  const digest = kept.reduce((sum, line) => (sum + crc32(line)) >>> 0, 0);
  return `read ${digest} ${kept.length} ${many ? 1 : 0}`;
}

/** The first lines that only one side has, CPython's with `−`, ours with `+`. */
export function difference(reference: readonly string[], ours: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const line of reference) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of ours) counts.set(line, (counts.get(line) ?? 0) - 1);
  const differing = [...counts].filter(([, count]) => count !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  return differing
    .slice(0, 20)
    .map(([line, count]) => `${count > 0 ? '−' : '+'} ${line}`)
    .join('\n');
}
