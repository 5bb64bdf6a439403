import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { hashPassword, passwordProblem } from '../lib/access/password';
import { Failure } from '../lib/failure';

/**
 * The hash of a new password: the first line of standard input, or asked for twice at a terminal, which does not show it.
 * Never an argument: other users of a machine see those.
 */
export async function newPasswordHash(name: string, isPiped: boolean): Promise<string> {
  const password = isPiped ? ((await text(process.stdin)).split(/\r?\n/, 1)[0] ?? '') : await askTwice(name);
  const problem = passwordProblem(password, name);
  if (problem !== null) throw new Failure(problem);
  return hashPassword(password);
}

async function askTwice(name: string): Promise<string> {
  if (!process.stdin.isTTY) throw new Failure('There is no terminal to ask for a password; send it on standard input and add --password-stdin.');
  const first = await ask(`Password for ${name}: `);
  if ((await ask('Once more: ')) !== first) throw new Failure('These were two different passwords; nothing was changed.');
  return first;
}

async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await new Promise((resolve, reject) => {
      reader.once('SIGINT', () => reject(new Failure('Nothing was changed.')));
      reader.once('close', () => reject(new Failure('Nothing was changed.')));
      reader.question('').then(resolve, reject);
    });
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}
