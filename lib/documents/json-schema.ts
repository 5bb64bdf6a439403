/** JSON schemas as zod writes them: what is asked of one when a key is unknown. */

export interface JsonSchema {
  description?: string;
  type?: string | string[];
  enum?: unknown[];
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
  anyOf?: JsonSchema[];
  [keyword: string]: unknown;
}

/** Keys that may stand at a path such as `['phases', 0, 'match']`. */
export function allowedKeys(schema: JsonSchema, path: readonly PropertyKey[]): string[] {
  let at: JsonSchema | undefined = schema;
  for (const part of path) {
    // What may also be left empty is described as either of two.
    const known: JsonSchema | undefined = described(at);
    if (typeof part === 'number') at = known?.items;
    else at = known?.properties?.[String(part)] ?? (typeof known?.additionalProperties === 'object' ? known.additionalProperties : undefined);
  }
  const known = described(at);
  return [...Object.keys(known?.properties ?? {}), ...(known?.propertyNames?.enum?.map(String) ?? [])];
}

function described(schema: JsonSchema | undefined): JsonSchema | undefined {
  return schema?.anyOf?.find((one) => one.type === 'object' || one.type === 'array') ?? schema;
}
