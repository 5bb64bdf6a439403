/** The JSON schema that editors use for `awaited.yaml`, and what the loader asks it when a key is unknown. */
import { z } from 'zod';
import { DEFAULT_CONFIG } from './config';
import { configSchema } from './schema';

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

/** As published in `schema/awaited.schema.json`. */
export function configJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' }) as JsonSchema;
  const { soakDays, ...defaults } = DEFAULT_CONFIG;
  for (const [key, value] of Object.entries({ ...defaults, soak: `${soakDays}d` })) {
    const property = schema.properties?.[key];
    if (property && key !== 'phases' && value !== null) property.default = value;
  }
  return schema;
}

/** Keys that may stand at a path such as `['phases', 0, 'match']`. */
export function allowedKeys(path: readonly PropertyKey[]): string[] {
  let schema: JsonSchema | undefined = configJsonSchema();
  for (const part of path) {
    if (typeof part === 'number') schema = schema?.items;
    else schema = schema?.properties?.[String(part)] ?? (typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined);
  }
  const named = schema?.propertyNames?.enum?.map(String) ?? [];
  return [...Object.keys(schema?.properties ?? {}), ...named];
}
