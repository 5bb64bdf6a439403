/** The command as it is installed, in a process of its own that can be killed. Needs the build (`npm run build`). */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
export const BUILT = join(ROOT, 'dist/cli.js');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export class Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  #out = '';

  constructor(args: readonly string[], options: { readonly env?: Readonly<Record<string, string>>; readonly uid?: number; readonly out?: number } = {}) {
    const { uid } = options;
    this.child = spawn(process.execPath, [BUILT, ...args], {
      env: { ...process.env, NODE_ENV: 'production', ...options.env },
      stdio: ['ignore', options.out ?? 'pipe', 'pipe'],
      ...(uid !== undefined && { uid, gid: uid }),
    });
    let err = '';
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#out += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
    this.ended = once(this.child, 'close').then(([code, signal]) => ({ code: code as number | null, signal: signal as NodeJS.Signals | null, out: this.#out, err }));
  }

  /** The first line that it prints, as `serve` does when it can be asked. Throws where it ends before. */
  async firstLine(): Promise<string> {
    while (!this.#out.includes('\n')) {
      const ended = await Promise.race([this.ended, once(this.child.stdout ?? this.child, 'data').then(() => null)]);
      if (ended && !this.#out.includes('\n')) throw new Error(`It ended with ${ended.code ?? ended.signal}: ${ended.err}`);
    }
    return this.#out.slice(0, this.#out.indexOf('\n'));
  }

  /** Ends it as a power cut would, without a chance to tidy up. */
  async kill(): Promise<Ended> {
    this.child.kill('SIGKILL');
    return this.ended;
  }
}

/** Runs it to its end. */
export function run(args: readonly string[], options?: ConstructorParameters<typeof Running>[1]): Promise<Ended> {
  return new Running(args, options).ended;
}
