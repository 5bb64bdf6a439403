/** JSON as `tsconfig.json` has it: comments and trailing commas allowed. Undefined where it is none. */
export function parseJsonWithComments(text: string): unknown {
  try {
    return JSON.parse(plainJson(text));
  } catch {
    return undefined;
  }
}

/** A string or a comment, each found without looking back. */
const PARTS = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g;
const TRAILING = /"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g;

function plainJson(text: string): string {
  const strings = (part: string): string => (part.startsWith('"') ? part : '');
  return text.replace(/^\ufeff/, '').replace(PARTS, strings).replace(TRAILING, strings);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
