import { inspect } from 'node:util';
import { logLine } from '../lib/escape';
import { Failure } from '../lib/failure';

/** What a person is told about an error: one sentence. With AWAITED_DEBUG=1 everything that is known. */
export function sentenceOf(error: unknown, env: NodeJS.ProcessEnv = process.env): string {
  if (env.AWAITED_DEBUG) return inspect(error);
  if (error instanceof Failure) return logLine(error.message);
  const message = error instanceof Error ? error.message : String(error);
  return logLine(`Something went wrong that should not (${message}); run again with AWAITED_DEBUG=1 and report what it prints.`);
}
