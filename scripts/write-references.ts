/** Writes what is generated from the code and kept in the repository; references.test.ts holds it current. Run: npx tsx scripts/write-references.ts */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { references } from './references';

for (const [path, text] of Object.entries(references())) {
  const file = fileURLToPath(new URL(`../${path}`, import.meta.url));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
