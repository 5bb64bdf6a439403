import { spawn, type ChildProcess } from 'node:child_process';

export interface BackgroundCommand {
  readonly child: ChildProcess;
  /** `problem`: one sentence; null where all went well. */
  readonly ended: Promise<{ readonly pid: number; readonly problem: string | null }>;
}

/** So much of what a command complains of is kept: its last words. */
const MAX_COMPLAINT = 8192;

/** This very command with other arguments, in a process of its own that says nothing but what went wrong. */
export function runInBackground(args: readonly string[]): BackgroundCommand {
  const [program = '', main = ''] = process.argv;
  const child = spawn(program, [...process.execArgv, main, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-MAX_COMPLAINT)));
  const ended = new Promise<{ pid: number; problem: string | null }>((resolve) => {
    const end = (problem: string | null) => resolve({ pid: child.pid ?? 0, problem });
    child.once('error', (error) => end(`${program} could not be started (${error.message}).`));
    child.once('close', (code, signal) => end(code === 0 ? null : sentenceIn(complaint) ?? `It ended with ${signal ?? code} and without a word; run "awaited ${args[0] ?? ''}" in a terminal to see more.`));
  });
  return { child, ended };
}

function sentenceIn(complaint: string): string | null {
  return /^awaited: (.+)$/m.exec(complaint)?.[1] ?? null;
}
