import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as 43 characters that need no escaping anywhere. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What is stored of a secret. A plain digest is enough where the secret is random: nobody can try 2²⁵⁶ of them. It is
 * also what makes a look-up safe to time: the index compares digests, of which an attacker controls not one bit.
 */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
