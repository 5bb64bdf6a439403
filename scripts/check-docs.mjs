// Documents that say what is no longer so are worse than none: what a program can check about them is checked here.
import { readdirSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cliReference, REFERENCE } from './cli-reference.mjs';
import { ROOT } from './run.mjs';

const problems = [];
const packageJson = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const { text: reference, commands } = await cliReference();

checkReference();
for (const document of documents()) {
  const text = readFileSync(join(ROOT, document), 'utf8');
  checkLinks(document, text);
  checkCommands(document, text);
  checkScripts(document, text);
}
checkCodeMap();
checkDependencies();

for (const problem of problems) console.log(problem);
if (problems.length === 0) console.log(`${documents().length} documents, ${commands.length} commands: all current.`);
process.exitCode = problems.length === 0 ? 0 : 1;

function documents() {
  const docs = existsSync(join(ROOT, 'docs')) ? readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`) : [];
  return ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', 'SECURITY.md', 'example/README.md', ...docs];
}

function checkReference() {
  const path = join(ROOT, REFERENCE);
  if (existsSync(path) && readFileSync(path, 'utf8') === reference) return;
  problems.push(`${REFERENCE} is not what the commands say: run "npm run docs".`);
}

/** Every relative link leads to a file. */
function checkLinks(document, text) {
  for (const [, target = ''] of withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^([a-z]+:|#)/.test(target)) continue;
    const path = join(ROOT, dirname(document), target.replace(/#.*/, ''));
    if (!existsSync(path)) problems.push(`${document}: the link to ${target} leads nowhere.`);
  }
}

/** Every `awaited COMMAND` in code is a command; a word with a dot, a slash or capitals is a path. */
function checkCommands(document, text) {
  for (const [, word = ''] of code(text).matchAll(/(?:^|[\s`$(])awaited ([a-z][\w-]*)(?=[\s`)]|$)/gm)) {
    if (!commands.includes(word) && word !== 'help') problems.push(`${document}: there is no command "awaited ${word}".`);
  }
}

function checkScripts(document, text) {
  for (const [, script = ''] of code(text).matchAll(/npm run ([\w:-]+)/g)) {
    if (!packageJson.scripts[script]) problems.push(`${document}: there is no script "npm run ${script}".`);
  }
}

/** Every path in ARCHITECTURE.md's code that starts with a top-level folder exists; `*` stands for a name. */
function checkCodeMap() {
  const text = code(readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8'));
  for (const [path] of text.matchAll(/(?<![\w./-])(?:app|cli|components|docs|e2e|example|lib|scanner|schema|scripts)\/[\w./[\]*-]*[\w\]/]/g)) {
    if (!path.includes('*') && !existsSync(join(ROOT, path))) problems.push(`ARCHITECTURE.md: there is no ${path}.`);
  }
}

function checkDependencies() {
  const text = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  for (const name of Object.keys({ ...packageJson.dependencies, ...packageJson.devDependencies })) {
    if (!text.includes(`\`${name}\``)) problems.push(`ARCHITECTURE.md does not say why ${name} was chosen.`);
  }
}

function code(text) {
  return [...text.matchAll(/```[\s\S]*?```|`[^`\n]+`|^ {4}.+$/gm)].map(([match]) => match).join('\n');
}

function withoutCode(text) {
  return text.replace(/```[\s\S]*?```|`[^`\n]+`/g, '');
}
