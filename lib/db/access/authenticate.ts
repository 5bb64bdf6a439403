import type { Kysely } from 'kysely';
import { Attempts } from '../../access/attempts';
import { verifyPassword } from '../../access/password';
import { nameKey } from '../../access/person-name';
import type { Database } from '../schema';
import { findAccount } from './accounts';

const WINDOW_MS = 15 * 60_000;
/** A try costs 32 MiB for a moment: more than so many at once wait, and more than that are turned away. */
const WAITING = 16;

interface Gate {
  byName: Attempts;
  byAddress: Attempts;
  waiting: number;
  turn: Promise<unknown>;
}

// One gate for the process, also where the pages are bundled in several pieces.
const held = globalThis as { awaitedSignInGate?: Gate };

export type Authentication = { kind: 'known'; id: number; name: string } | { kind: 'wrong' } | { kind: 'wait'; seconds: number };

/**
 * Whether a name and a password belong together. A wrong name answers as a wrong password does, and as late.
 * Ten tries a name and fifty an address, good ones aside, in a quarter of an hour.
 */
export async function authenticate(db: Kysely<Database>, { name, password, address }: { name: string; password: string; address: string }, now: Date): Promise<Authentication> {
  const gate = (held.awaitedSignInGate ??= { byName: new Attempts(10, WINDOW_MS), byAddress: new Attempts(50, WINDOW_MS), waiting: 0, turn: Promise.resolve() });
  const key = nameKey(name.slice(0, 200));
  const wait = Math.max(gate.byAddress.take(address, now.getTime()), gate.byName.take(key, now.getTime()));
  if (wait > 0) return { kind: 'wait', seconds: Math.ceil(wait / 1000) };
  if (gate.waiting >= WAITING) return { kind: 'wait', seconds: 5 };
  const account = await inTurn(gate, async () => {
    const found = await findAccount(db, name);
    return (await verifyPassword(password.slice(0, 1000), found?.password ?? null)) ? found : null;
  });
  if (!account) return { kind: 'wrong' };
  gate.byName.forget(key);
  gate.byAddress.giveBack(address);
  return { kind: 'known', id: account.id, name: account.name };
}

/** One after the other. */
async function inTurn<Result>(gate: Gate, work: () => Promise<Result>): Promise<Result> {
  gate.waiting += 1;
  const mine = gate.turn.then(work);
  gate.turn = mine.catch(() => {});
  try {
    return await mine;
  } finally {
    gate.waiting -= 1;
  }
}
