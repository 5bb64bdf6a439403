/** Passwords: scrypt (RFC 7914) as OpenSSL has it, with parameters that OWASP names for it. */
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** 32 MiB of memory and three passes for each guess. */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const LENGTH = 32;

export const PASSWORD_LENGTH = { least: 12, most: 200 };

/** What is wrong with a new password, in one sentence; null for a good one. Length is what counts (NIST SP 800-63B). */
export function passwordProblem(password: string, name: string): string | null {
  const { least, most } = PASSWORD_LENGTH;
  if ([...password].length < least) return `A password has at least ${least} characters; a few words in a row are easy to remember.`;
  if ([...password].length > most) return `A password has at most ${most} characters.`;
  if (new Set(password).size < 4 || password.toLowerCase().includes(name.toLowerCase())) return 'That password is too easy to guess; take a few words that have nothing to do with the name.';
  return null;
}

/** `scrypt$15$8$3$salt$hash`: parameters stand with the hash, so that they can be raised one day. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COST);
  return ['scrypt', Math.log2(COST.N), COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** `stored` is null where nobody has that name: the answer then takes as long as any other. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [, ln = '', r = '', p = '', salt = '', hash = ''] = (stored ?? NOBODY).split('$');
  const expected = Buffer.from(hash, 'base64url');
  const given = await derive(password, Buffer.from(salt, 'base64url'), { N: 2 ** Number(ln), r: Number(r), p: Number(p) });
  return timingSafeEqual(given, expected) && stored !== null;
}

/** The hash of no password. */
const NOBODY = ['scrypt', Math.log2(COST.N), COST.r, COST.p, Buffer.alloc(16).toString('base64url'), Buffer.alloc(LENGTH).toString('base64url')].join('$');

function derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  const options = { ...cost, maxmem: 64 * 2 ** 20 };
  return new Promise((resolve, reject) => {
    // Two keyboards may write the same letter in two ways.
    scrypt(password.normalize('NFKC'), salt, LENGTH, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
