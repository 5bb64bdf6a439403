import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PACKAGE_ROOT, VERSION } from '../version';

/** Names the very program that runs: two with the same one find the same. */
export function toolIdentity(): string {
  return `${VERSION} ${createHash('sha256').update(import.meta.url.endsWith('.ts') ? sources() : built()).digest('hex').slice(0, 16)}`;
}

/** What else the answer could turn on: Unicode and sorting are Node's, what is ignored everywhere is in the user's git configuration. */
export function surroundings(env: NodeJS.ProcessEnv = process.env): string {
  return JSON.stringify([process.version, process.arch, env.HOME, env.USERPROFILE, env.XDG_CONFIG_HOME]);
}

/** The bundle's entry names its parts by their content; what lies beside them is told by the stamp of a build that was made here. */
function built(): Buffer {
  const [, main = ''] = process.argv;
  const file = realpathSync(main);
  const stamp = join(dirname(file), '.inputs');
  return Buffer.concat([Buffer.from(file), readFileSync(file), existsSync(stamp) ? readFileSync(stamp) : Buffer.alloc(0)]);
}

/** Run from source, each edit makes another program. */
function sources(): string {
  return ['cli', 'lib', 'scanner'].flatMap((folder) => readdirSync(join(PACKAGE_ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(PACKAGE_ROOT, folder, name)))
    .map((file) => `${file} ${statSync(file).mtimeMs}`)
    .join('\n');
}
