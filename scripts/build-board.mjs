import { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { Unprepared } from './ensure-installed.mjs';
import { ROOT, tool } from './run.mjs';

/** Builds the pages into .next/. */
export async function buildBoard() {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
  if ((await tool('next/dist/bin/next', ['build'], { env, quiet: true })) !== 0) {
    throw new Unprepared('The board could not be built, see above: "npx next build" shows the same.');
  }
  nameExternals();
  forgetFolder();
  press();
}

/**
 * Next calls packages that stay outside its bundle by names of its own, `sqlite3-03df7d93c81c1156`, and lays links with
 * these names into .next/node_modules. A package has no links, and in one our dependencies lie beside us and not below:
 * so the bundle gets the plain names, which Node finds wherever the packages were installed.
 */
function nameExternals() {
  const links = join(ROOT, '.next', 'node_modules');
  const names = linksUnder(links).map((link) => [link, readlinkSync(join(links, link)).replaceAll('\\', '/').replace(/^.*\/node_modules\//, '')]);
  for (const file of readdirSync(join(ROOT, '.next', 'server'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.js')) continue;
    const path = join(ROOT, '.next', 'server', file);
    const text = readFileSync(path, 'utf8');
    const named = names.reduce((result, [link, name]) => result.replaceAll(link, name), text);
    if (named !== text) writeFileSync(path, named);
  }
  rmSync(links, { recursive: true, force: true });
}

/** `sqlite3-03df…`, `@scope/name-03df…` */
function linksUnder(folder, prefix = '') {
  let entries;
  try {
    entries = readdirSync(join(folder, prefix));
  } catch {
    return [];
  }
  return entries.flatMap((name) => {
    const path = prefix + name;
    return lstatSync(join(folder, path)).isSymbolicLink() ? [path] : linksUnder(folder, `${path}/`);
  });
}

/** Next notes the folder it was built in; nothing needs it, and it says who built. */
function forgetFolder() {
  const path = join(ROOT, '.next', 'required-server-files.json');
  const folder = JSON.stringify(resolve(ROOT)).slice(1, -1);
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll(folder, '.'));
}

/** Scripts and styles as small as they get, beside each: cli/pressed-files.ts serves them. Pressing on each visit would be slower and larger. */
function press() {
  const folder = join(ROOT, '.next', 'static');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (/\.(js|css)$/.test(file)) writeFileSync(join(folder, `${file}.br`), brotliCompressSync(readFileSync(join(folder, file))));
  }
}
