/** What a check and the process that stands by say to each other: lines of JSON, each side first proving that it read the note. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import type { MigrationCheck } from '../../lib/gate-checks';
import type { Severity } from '../../lib/migration';

/** What a check was asked, its paths absolute. */
export interface Question {
  readonly tool: string;
  readonly surroundings: string;
  /** Which folder and which database it is, beyond their names (`subjectsOf`). */
  readonly subjects: string;
  readonly path: string;
  readonly db: string;
  readonly base?: string | undefined;
  readonly rev?: string | undefined;
  readonly config?: string | undefined;
  /** The name of a pack. */
  readonly pack?: string | undefined;
  readonly failOn: Severity;
  /** How long it shall stand by from now on; absent: as before. */
  readonly stayMinutes?: number | undefined;
}

/** null: not answered here, for whatever reason. */
export interface Answer {
  readonly checks: readonly MigrationCheck[] | null;
}

export interface Greeting {
  readonly nonce: string;
}

export interface Welcome extends Greeting {
  readonly proof: string;
}

export interface Asked {
  readonly proof: string;
  readonly question: Question;
}

export function proofOf(key: string, side: 'check' | 'standby', nonce: string): string {
  return createHmac('sha256', key).update(`${side} ${nonce}`).digest('hex');
}

export function isProof(proof: unknown, key: string, side: 'check' | 'standby', nonce: string): boolean {
  const expected = Buffer.from(proofOf(key, side, nonce));
  const given = Buffer.from(String(proof));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export function send(socket: Socket, message: Greeting | Welcome | Asked | Answer): void {
  socket.write(`${JSON.stringify(message)}\n`);
}

/** A finding is a few hundred bytes; so much is no answer, and no question. */
const LONGEST_LINE = 64 * 1024 * 1024;

/**
 * The lines that arrive, parsed. Ends where the other side does; throws for what is no line of JSON, or too long a one.
 * @param most bytes of a line at this moment, where they are fewer than for others
 */
export async function* linesFrom(socket: Socket, most: () => number | undefined = () => undefined): AsyncGenerator<Record<string, unknown>> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      const message: unknown = JSON.parse(Buffer.concat([...rest, chunk.subarray(start, end)]).toString());
      if (typeof message !== 'object' || message === null) throw new Error('No message');
      yield message as Record<string, unknown>;
      [rest, length, start] = [[], 0, end + 1];
    }
    rest.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > (most() ?? LONGEST_LINE)) throw new Error('Too long a line');
  }
}
