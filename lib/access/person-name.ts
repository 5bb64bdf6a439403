/** Names under which people sign in, as they appear beside what they write. */

/** What is wrong with a name, in one sentence; null for a good one. */
export function nameProblem(name: string): string | null {
  return /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._@+'-]{0,58}[\p{L}\p{M}\p{N}.])?$/u.test(name) ? null : 'A name has 1 to 60 letters, digits, spaces and . _ @ + \' - and begins with a letter or digit.';
}

/** Equal for two names that a person would take for the same. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
