import type { JsonSchema } from '../lib/documents/json-schema';

/** The keys of an object as a Markdown table. */
export function schemaTable(schema: JsonSchema | undefined): string {
  const required = new Set(schema?.required ?? []);
  const rows = Object.entries(schema?.properties ?? {}).map(([key, property]) => {
    const value = property.default === undefined ? (required.has(key) ? 'required' : '') : `\`${JSON.stringify(property.default)}\``;
    return `| \`${key}\` | ${typeOf(property)} | ${value} | ${cell(property.description ?? '')} |`;
  });
  return ['| Key | Value | Default | Meaning |', '| :-- | :-- | :-- | :-- |', ...rows].join('\n');
}

function typeOf(schema: JsonSchema): string {
  if (schema.enum) return `one of ${schema.enum.map((value) => `\`${String(value)}\``).join(', ')}`;
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' or ');
  if (schema.type === 'array') return `list of ${schema.items?.enum ? typeOf(schema.items).replace('one of ', '') : plural(schema.items)}`;
  if (schema.type === 'object') {
    const keys = schema.propertyNames?.enum;
    return schema.properties ? 'keys below' : keys ? 'lists by category' : 'pattern: name';
  }
  return [schema.type].flat().map((name) => (name === 'string' ? 'text' : String(name))).join(' or ');
}

function plural(schema: JsonSchema | undefined): string {
  if (schema?.type === 'object') return 'entries, see below';
  return schema?.description?.startsWith('A path pattern') ? 'patterns' : 'texts';
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
