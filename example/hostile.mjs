// A repository whose every text tries to be something else: markup, a formula, an escape, a log line, an option.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Each is a name that a file, an author or a note may have. `pwned` is what they would do. */
export const HOSTILE = [
  '<img src=x onerror=pwned()>',
  '</title><script>pwned()</script>',
  '"onmouseover="pwned()" x="',
  "';pwned();'",
  '[pwned](javascript:pwned())',
  '![pwned](x)',
  '|pwned|`pwned`|',
  '=HYPERLINK("http:pwned","pwned")',
  '+pwned',
  '-pwned',
  '@pwned',
  '::error file=pwned,line=1::pwned',
  '%0A::error::pwned',
  '\u001b[31mpwned\u001b[0m\u0007',
  'pwned\n::warning::pwned',
  'pwned\r\nSet-Cookie: pwned=1',
  '\u202egnp.pwned',
  '--output=pwned',
  '$(pwned)`pwned`',
  '{{pwned}}${pwned}',
  '%2e%2e%2fpwned',
];

const LEGACY = 'from sqlalchemy.orm import Session\n\ndef place(db: Session, order):\n    db.add(order)\n    db.commit()  # <script>pwned()</script>\n';
const BROKEN = `from sqlalchemy.ext.asyncio import AsyncSession\n\nasync def pay(db: AsyncSession):\n${'    db.commit()\n'.repeat(9)}`;

/** Two commits in two weeks. Gives the folder. */
export function buildHostile(folder) {
  mkdirSync(folder, { recursive: true });
  const git = (date, author, ...args) => {
    const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date, GIT_AUTHOR_NAME: author, GIT_COMMITTER_NAME: author, GIT_AUTHOR_EMAIL: 'a@example.org', GIT_COMMITTER_EMAIL: 'a@example.org', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
    execFileSync('git', ['-C', folder, ...args], { env, stdio: 'pipe' });
  };
  git('2026-01-05T09:00:00Z', 'x', 'init', '-q', '-b', 'main');
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const names = HOSTILE.map((name) => name.replaceAll('/', '∕'));
  for (const name of names) write(`${name}.py`, LEGACY);
  write(`${names[0]}/${names[7]}.py`, LEGACY);
  git('2026-01-05T09:00:00Z', HOSTILE[0], 'add', '-A');
  git('2026-01-05T09:00:00Z', HOSTILE[0], 'commit', '-q', '-m', HOSTILE[1]);
  for (const name of names.filter((_, index) => index % 2 === 1 || index === 0)) write(`${name}.py`, BROKEN);
  git('2026-01-12T09:00:00Z', HOSTILE[7], 'add', '-A');
  git('2026-01-12T09:00:00Z', HOSTILE[7], 'commit', '-q', '-m', HOSTILE[14]);
  return folder;
}
