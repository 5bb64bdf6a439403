import { HAZARD_RULE_NAMES } from '../lib/hazards';
import { KIND_LABELS, USAGE_KINDS } from '../lib/migration';
import { BUILT_IN, packNamed } from '../scanner/packs/built-in';
import { packJsonSchema } from '../scanner/packs/read-pack';
import type { JsonSchema } from '../lib/documents/json-schema';
import { schemaTable } from './schema-table';

/** docs/packs.md, from the schema that the reader follows and the packs that come along. */
export function packReference(): string {
  const schema = packJsonSchema();
  const side = schema.properties?.legacy;
  const entry = (key: string) => value(side?.properties?.[key]);
  const item = (key: string) => schema.properties?.[key]?.items;
  const parts = [
    INTRO, builtIn(), CHOOSING,
    '## Keys', schemaTable(schema),
    '### A side: `legacy`, `target`', schemaTable(side),
    '### A class', CLASSES, schemaTable(entry('classes')),
    '### An operation of a class', schemaTable(value(entry('classes')?.properties?.operations)),
    '### A function', schemaTable(entry('functions')),
    '### A mention, an import', schemaTable(entry('mentions')),
    '### What is guessed', schemaTable(schema.properties?.guess),
    '### Words', schemaTable(schema.properties?.words),
    '### A checklist item', schemaTable(item('checklist')),
    '### An example', schemaTable(item('examples')),
    RULES,
    '## Kinds',
    `Programs know them by these names; a pack may call them otherwise on the board.\n\n${USAGE_KINDS.map((kind) => `- \`${kind}\`: ${KIND_LABELS[kind]}`).join('\n')}`,
  ];
  return `${readable(parts.join('\n\n'))}\n`;
}

/** Long lists of names are told where they are explained. */
function readable(text: string): string {
  const names = (list: readonly string[]) => list.map((name) => `\`${name}\``).join(', ');
  return text
    .replaceAll(names(HAZARD_RULE_NAMES), '[hazards](hazards.md)')
    .replaceAll(`one of ${names(USAGE_KINDS)}`, 'a [kind](#kinds)')
    .replaceAll('pattern: name', 'names as keys')
    .replaceAll('lists by category', 'texts by name');
}

const INTRO = `# Packs

Written by \`npx tsx scripts/write-references.ts\` from the schema.

A pack is what Awaited knows about one kind of migration: which symbols are legacy, which are the target, how objects of them
arise, what must be awaited, what its words and its checklist are. It is a document, and nothing in it is run.
[Write a pack in ten minutes](write-a-pack.md) builds one from nothing.

## Those that come with Awaited`;

function builtIn(): string {
  const rows = BUILT_IN.map((name) => packNamed(name)).map(({ name, language, title }) => `| \`${name}\` | ${language} | ${title} |`);
  return ['| Pack | Language | Migration |', '| :-- | :-- | :-- |', ...rows].join('\n');
}

const CHOOSING = `\`pack:\` in [awaited.yaml](config.md) chooses one, or \`--pack\` on the command line. Instead of a name it may be the path of a
pack of your own, which lies in the repository or beside the database: a path in \`awaited.yaml\` starts from the folder of that file,
one on the command line from where you are. At a revision of the repository the pack is that of the revision.

A repository is not trusted with this: its pack is a regular file within it, of at most 400,000 characters, and so is each file of stub
source that it names. What it says is compared with what the code says, as plain words; nothing becomes a program or a pattern.

\`awaited pack check FILE\` reads one and says what is wrong with it: the key, its line, what was expected. \`--sample PATH\` shows
what it matches in some code. The schema for editors is [schema/pack.schema.json](../schema/pack.schema.json).`;

const CLASSES = `Objects of the class count where they come to be, and what is called on them. The \`role\` says which kind that is: a \`session\` is
opened, handed out, taken as a parameter and worked with; a \`connection\` and an \`engine\` are worked with; a \`session-factory\` makes
sessions; a \`query\` is what the attribute \`query\` of a model gives; a \`model-base\` is what models derive from. How objects arise
is not said here: the stub source says it, as types of what functions return, yield, and of what attributes hold. What is \`async\` there
must be awaited. A class may stand on both sides with different operations.`;

const RULES = `## Rules

What cannot be said as data is a rule of Awaited that a pack names.

- Under \`rules\`: \`opens\` (calls that give an object), \`definitions\` (functions that hand one out, parameters that take one),
  \`constructions\` (where engines, factories and model bases are made), \`missing-opens\` (imports of a provider that is gone),
  \`migration-env\` (Alembic's environment), \`drivers\` (database drivers in manifests and URLs), \`units\` (which functions must
  become async together).
- Under \`hazards\`: those of [the hazards](hazards.md) that apply.`;

/** What stands behind a key, where the key may also stand alone. */
function value(schema: JsonSchema | undefined): JsonSchema | undefined {
  const behind = typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : schema;
  return behind?.anyOf?.find((one) => one.properties !== undefined) ?? behind;
}
