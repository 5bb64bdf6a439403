#!/usr/bin/env node
import { run } from './program';

// `awaited usages . --json | head` closes our output early: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`awaited: The output could not be written (${error.code ?? error.message}); free some space where it goes and try again.\n`);
  process.exit(2);
});

process.exitCode = await run(process.argv.slice(2));
