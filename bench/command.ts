import { spawn } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import type { Spent } from './row';

export interface CommandOptions {
  readonly cwd?: string;
  /** A file that becomes the standard input. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the program ends with 1 where it finds nothing. */
  readonly mayFindNothing?: boolean;
}

export interface CommandRun extends Spent {
  readonly stdout: string;
}

/** Runs a program to its end. Its output is kept only where `keepsOutput`; else nobody reads it. */
export async function runCommand(program: string, args: readonly string[], options: CommandOptions = {}, keepsOutput = false): Promise<CommandRun> {
  const input = options.input === undefined ? 'ignore' : openSync(options.input, 'r');
  const started = performance.now();
  // The shell knows what its children cost the processor; Node does not tell.
  const child = spawn('sh', ['-c', '"$@" 3>&-; code=$?; times >&3; exit $code', 'sh', program, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...GIT_ALONE, ...options.env },
    stdio: [input, keepsOutput ? 'pipe' : 'ignore', 'inherit', 'pipe'],
  });
  let stdout = '';
  let times = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stdio[3]?.on('data', (bytes: Buffer) => (times += bytes.toString()));
  const code = await new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
  const ms = performance.now() - started;
  if (typeof input === 'number') closeSync(input);
  if (code !== 0 && !(code === 1 && options.mayFindNothing === true)) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
  return { ms, cpuMs: childrenCpu(times), stdout };
}

/** Runs one of the bundled programs beside this one and reads the JSON it prints. */
export async function runChild<T>(name: string, args: readonly string[]): Promise<Spent & { answer: T }> {
  const { ms, cpuMs, stdout } = await runCommand(process.execPath, [join(import.meta.dirname, `${name}.js`), ...args], {}, true);
  return { ms, cpuMs, answer: JSON.parse(stdout) as T };
}

/** What the person who runs the benchmark has configured must not show in it. */
const GIT_ALONE = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

/** Second line of `times`: `0m1.50s 0m0.25s`, user and system of the children. */
function childrenCpu(times: string): number {
  const line = times.trim().split('\n')[1] ?? '';
  return line.split(' ').reduce((sum, part) => {
    const [, minutes = '0', seconds = '0'] = /^(\d+)m([\d.]+)s$/.exec(part) ?? [];
    return sum + (Number(minutes) * 60 + Number(seconds)) * 1000;
  }, 0);
}
