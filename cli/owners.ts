import { CODEOWNERS_PATHS, matchFile, parse, type CodeOwnersEntry } from 'codeowners-utils';
import { fileAt, type Repository } from '../scanner/git';

/** GitHub reads no larger ones, and the last rule that matches counts. In bytes. */
const MAX_BYTES = 3_000_000;
/** Rules of a file that somebody wrote by hand. */
const MAX_RULES = 2000;

/** Who owns some files by the CODEOWNERS file of a commit; files without an owner are left out. */
export async function ownersAt(repository: Repository, commit: string, paths: Iterable<string>): Promise<Map<string, string[]>> {
  const rules = await rulesAt(repository, commit);
  const owners = new Map<string, string[]>();
  if (rules.length === 0) return owners;
  for (const path of new Set(paths)) {
    const found = ruleFor(path, rules)?.owners ?? [];
    if (found.length > 0) owners.set(path, found);
  }
  return owners;
}

/** Last rule first. */
async function rulesAt(repository: Repository, commit: string): Promise<CodeOwnersEntry[]> {
  for (const path of CODEOWNERS_PATHS) {
    const content = await fileAt(repository, commit, path);
    if (content) return content.length > MAX_BYTES ? [] : parse(content.toString('utf8')).slice(0, MAX_RULES);
  }
  return [];
}

function ruleFor(path: string, rules: CodeOwnersEntry[]): CodeOwnersEntry | null {
  try {
    return matchFile(path, rules);
  } catch {
    // The matcher refuses names such as `..\\x.py`, which no rule could mean.
    return null;
  }
}
