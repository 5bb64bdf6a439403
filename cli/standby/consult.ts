import { resolve } from 'node:path';
import { databaseFile } from '../../lib/db/location';
import type { MigrationCheck } from '../../lib/gate-checks';
import type { CheckOptions } from '../check-all';
import { ask } from './ask';
import { likelyRoot, placeOf, readNote, removeNote, type Place } from './place';
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
  if (root === null) return null;
  const { config, pack } = options;
  const db = resolve(options.db ?? databaseFile());
  const own = placeOf(db, root, 'find', { config, pack });
  const subject: Subject = { root, db, path, options, stayMinutes };
  const found = own === null ? null : await consultAt(own, subject);
  if (found !== null || (config === undefined && pack === undefined)) return found;
  // Who stands by for all that the repository names may know this, too; it is not for this check to end it.
  const general = placeOf(db, root, 'find');
  return general === null ? null : consultAt(general, { ...subject, stayMinutes: undefined });
}

interface Subject {
  readonly root: string;
  readonly db: string;
  readonly path: string;
  readonly options: CheckOptions;
  readonly stayMinutes: number | undefined;
}

async function consultAt(place: Place, { root, db, path, options, stayMinutes }: Subject): Promise<readonly MigrationCheck[] | null> {
  const note = readNote(place);
  if (note === null) return null;
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
