import { configJsonSchema } from '../lib/config/json-schema';
import type { JsonSchema } from '../lib/documents/json-schema';
import { schemaTable as table } from './schema-table';

/** docs/config.md, from the schema that the loader follows. */
export function configReference(): string {
  const schema = configJsonSchema();
  return `${[INTRO, EXAMPLE, '## Keys', table(schema), '### A phase', table(items(schema, 'phases')), '### What a phase matches', table(items(schema, 'phases')?.properties?.match), '### An exemption', table(items(schema, 'exempt')), '### The weekly status', table(schema.properties?.report), SENDING, SEVERAL, OUTRO].join('\n\n')}\n`;
}

const INTRO = `# Configuration

Written by \`npx tsx scripts/write-references.ts\` from the schema.

No configuration is needed. \`awaited init PATH\` derives an \`awaited.yaml\` from the code, with a comment that explains each
choice; what it leaves out has the defaults below. It is looked for in this order:

1. the file named with \`--config\`,
2. \`awaited.yaml\` of the repository, at the revision that is scanned,
3. \`NAME.awaited.yaml\`, then \`awaited.yaml\`, in the folder of the database, where NAME is the repository's.

The file is data: nothing in it is run, and a mistake is one sentence with the line, the key and what was expected.
Editors that speak JSON schema check it while you type: the schema is
[schema/awaited.schema.json](../schema/awaited.schema.json).`;

const EXAMPLE = `\`\`\`yaml
migration: Async SQLAlchemy
branch: main
start: 2025-11-17            # a day in the first week of the plan
exclude: ["vendor/**"]
services: { "app/api/routes/*.py": "API · {name}" }
phases:
  - { name: Foundation,           weeks: 1,   match: { category: [database, model, migration-env, driver] } }
  - { name: Core services,        weeks: 2-3, match: { service: [TaskQueueService, AgentRegistryService] } }
  - { name: Remaining services,   weeks: 4-5, match: { category: [service, route, background-loop, worker, script, other] } }
  - { name: Testing & validation, weeks: 6,   match: { category: [test] } }
exempt: [{ path: "migrations/versions/**", reason: "Alembic stays sync" }]
checklist: { service: [Reviewed, Load-tested] }
soak: 7d
report: { schedule: "Mon 09:00", timezone: Europe/Berlin }
\`\`\``;

const SENDING = `[The weekly status](ci.md#the-weekly-status) says where it goes, and what happens when it cannot.`;

const SEVERAL = `## Several migrations

A repository may have several, each with its pack, its plan and its board. What stands beside \`migrations\` holds for all of them, but
where one says otherwise; each may have all keys but \`branch\`:

\`\`\`yaml
branch: main
exclude: ["vendor/**"]
migrations:
  - { pack: sqlalchemy-async, start: 2025-11-17 }
  - { pack: tools/httpx.pack.yaml, exclude: ["vendor/**", "legacy/**"] }
\`\`\`

\`awaited PATH\`, \`scan\`, \`history\` and \`watch\` do all of them. A command that answers for one asks for it: \`--pack sqlalchemy-async\`.
[Packs](packs.md) says what a pack is and how to write one.`;

const OUTRO = `## Patterns

A pattern is a path from the repository's root, with slashes. \`*\` stands for anything within one folder or file name, \`**\` for any
folders, \`?\` for one character, \`{a,b}\` for either. A folder named alone means all that is in it. Other characters stand for
themselves, so that \`app/(auth)/[slug]\` is just a folder. At most six wildcards, three of them \`**\`, and three groups.

## In the code

A comment exempts the usages of its line, or of the next one where it stands alone:

\`\`\`python
session = SessionLocal()  # awaited: exempt[one-off script, deleted in March]
\`\`\``;

function items(schema: JsonSchema, key: string): JsonSchema | undefined {
  return schema.properties?.[key]?.items;
}
