/**
 * Prose of the scanner with what is code in it between backticks: paths, calls, decorators and names that no word of
 * prose looks like. What stands between backticks already stays.
 */
export function namesInCode(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(WORD, (word) => (isCode(word) ? `\`${word}\`` : word))))
    .join('');
}

/** A full stop or comma behind a word belongs to the sentence. */
const WORD = /@?[\p{L}\p{N}_](?:[\p{L}\p{N}_./-]*[\p{L}\p{N}_])?(?:\(\))?/gu;

function isCode(word: string): boolean {
  return /^@|_|\(\)$/.test(word) || /[\p{L}_]\.[\p{L}_]{2}/u.test(word);
}
