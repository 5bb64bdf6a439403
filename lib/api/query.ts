import { z } from 'zod';
import { splitList } from '../filter';
import { Problem } from './problem';

/** The parameters of a URL as an endpoint wants them. Throws `Problem` for what it does not know: a misspelt filter must not answer with everything. */
export function readQuery<Query extends z.ZodObject>(shape: Query, given: URLSearchParams): z.output<Query> {
  const asked: Record<string, unknown> = {};
  for (const name of new Set(given.keys())) {
    const [value = '', second] = given.getAll(name);
    if (second !== undefined) throw new Problem(400, `The parameter "${shown(name)}" is given twice; separate values by commas.`);
    const field: unknown = Object.hasOwn(shape.shape, name) ? shape.shape[name] : undefined;
    Object.defineProperty(asked, name, { value: isList(field) ? splitList(value) : value, enumerable: true });
  }
  const { data, error } = shape.safeParse(asked);
  if (error) throw new Problem(400, sentenceOf(error.issues[0], Object.keys(shape.shape)));
  return data as z.output<Query>;
}

/** In a URL, a list stands comma-separated. */
export function isList(field: unknown): boolean {
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault) return isList(field.unwrap());
  return field instanceof z.ZodArray;
}

function sentenceOf(issue: z.core.$ZodIssue | undefined, known: readonly string[]): string {
  if (issue?.code === 'unrecognized_keys') {
    const rest = known.length > 0 ? `choose from ${known.join(', ')}` : 'this endpoint takes none';
    return `There is no parameter "${shown(issue.keys[0] ?? '')}"; ${rest}.`;
  }
  return `The parameter "${String(issue?.path[0] ?? '')}" is not valid: ${issue?.message ?? 'it cannot be read'}.`;
}

function shown(name: string): string {
  return name.slice(0, 60);
}
