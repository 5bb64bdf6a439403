import { randomBytes } from 'node:crypto';
import { createConnection } from 'node:net';
import type { MigrationCheck } from '../../lib/gate-checks';
import type { Note } from './place';
import { isProof, linesFrom, proofOf, send, type Question } from './wire';

export interface Patience {
  /** For the first word: longer is silent only who works on something else, or hangs. */
  readonly welcomeMs: number;
  /** For the answer: by then one finds it oneself. */
  readonly answerMs: number;
}

const PATIENCE: Patience = { welcomeMs: 2000, answerMs: 20_000 };

/** `refused`: better alone; `silent`: it lives and says nothing in time; `nobody`: who wrote the note is gone. */
export type Reply = { readonly kind: 'found'; readonly checks: readonly MigrationCheck[] } | { readonly kind: 'refused' | 'silent' | 'nobody' };

/** Asks the process that wrote a note. Never fails. */
export async function ask(note: Note, question: Question, patience = PATIENCE): Promise<Reply> {
  if (note.address === null) return { kind: 'silent' };
  const socket = createConnection(note.address);
  let problem = '';
  socket.on('error', (error: NodeJS.ErrnoException) => (problem = error.code ?? ''));
  const within = (ms: number) => setTimeout(() => socket.destroy(), ms);
  let timer = within(patience.welcomeMs);
  try {
    const lines = linesFrom(socket);
    const nonce = randomBytes(16).toString('hex');
    send(socket, { nonce });
    const welcome = await nextOf(lines);
    if (!isProof(welcome?.proof, note.key, 'standby', nonce)) return { kind: welcome === undefined ? 'silent' : 'nobody' };
    clearTimeout(timer);
    timer = within(patience.answerMs);
    send(socket, { proof: proofOf(note.key, 'check', String(welcome?.nonce)), question });
    const answer = await nextOf(lines);
    return Array.isArray(answer?.checks) ? { kind: 'found', checks: answer.checks as MigrationCheck[] } : { kind: answer === undefined ? 'silent' : 'refused' };
  } catch {
    return { kind: problem === 'ECONNREFUSED' || problem === 'ENOENT' ? 'nobody' : 'silent' };
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

async function nextOf(lines: AsyncGenerator<Record<string, unknown>>): Promise<Record<string, unknown> | undefined> {
  const { value, done } = await lines.next();
  return done === true ? undefined : (value as Record<string, unknown>);
}
