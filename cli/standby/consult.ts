import { resolve } from 'node:path';
import { databaseFile } from '../../lib/db/location';
import type { MigrationCheck } from '../../lib/gate-checks';
import type { CheckOptions } from '../check-all';
import { ask } from './ask';
import { likelyRoot, placeOf, readNote, removeNote } from './place';
import { subjectsOf } from './subjects';
import { surroundings, toolIdentity } from './tool-identity';

/**
 * What a process that stands by for this repository finds; null where there is none, or where it is not the one to
 * ask: then a check finds the same by itself. Loads nothing but what asking takes.
 * @param stayMinutes what `--stay` says; 0 ends what an earlier check left behind
 */
export function consult(path: string, options: CheckOptions, stayMinutes: number | undefined): Promise<readonly MigrationCheck[] | null> {
  // Whatever keeps a check from asking keeps it from nothing else.
  return consultThere(path, options, stayMinutes).catch(() => null);
}

async function consultThere(path: string, options: CheckOptions, stayMinutes: number | undefined): Promise<readonly MigrationCheck[] | null> {
  const root = likelyRoot(path);
  const db = resolve(options.db ?? databaseFile());
  const place = root === null ? null : placeOf(db, root, 'find');
  const note = place === null ? null : readNote(place);
  if (root === null || place === null || note === null) return null;
  const tool = toolIdentity();
  const isOurs = note.tool === tool;
  try {
    if (!isOurs || !canBeAsked(options.pack)) return null;
    const { base, rev, config, pack, failOn } = options;
    const question = { tool, surroundings: surroundings(), subjects: subjectsOf(root, db), path: resolve(path), db, base, rev, config: config === undefined ? undefined : resolve(config), pack, failOn, stayMinutes };
    const reply = await ask(note, question);
    if (reply.kind === 'nobody') removeNote(place, note);
    return reply.kind === 'found' ? reply.checks : null;
  } finally {
    // Without its note it ends.
    if (note.kind === 'stay' && (!isOurs || stayMinutes === 0)) removeNote(place, note);
  }
}

/** The path of a pack starts from the folder that the check is run in, and nobody else is there. */
export function canBeAsked(pack: string | undefined): boolean {
  return pack === undefined || !/[\\/.]/.test(pack);
}
