/** Writes what is generated from the code and kept in the repository; tests hold it current. Run: npx tsx scripts/write-references.ts */
import { writeFileSync } from 'node:fs';
import { configJsonSchema } from '../lib/config/json-schema';

const root = new URL('../', import.meta.url);

writeFileSync(new URL('schema/awaited.schema.json', root), `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
