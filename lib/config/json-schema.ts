/** The JSON schema that editors use for `awaited.yaml`. */
import { z } from 'zod';
import type { JsonSchema } from '../documents/json-schema';
import { DEFAULT_CONFIG } from './config';
import { configSchema } from './schema';

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
