/** JSON as `tsconfig.json` has it: comments and trailing commas allowed. Undefined where it is none. */
export function parseJsonWithComments(text: string): unknown {
  try {
    return JSON.parse(plainJson(text));
  } catch {
    return undefined;
  }
}

/** A string, a comment, or a comma that nothing but a closing bracket follows. */
const PARTS = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*[}\]])/g;

function plainJson(text: string): string {
  return text.replace(/^\ufeff/, '').replace(PARTS, (part) => (part.startsWith('"') ? part : ''));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
