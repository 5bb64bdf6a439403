// npm run build: the command into dist/ and the board into .next/, as the package ships them.
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled, Unprepared } from './ensure-installed.mjs';

try {
  await ensureInstalled();
  await ensureBuilt();
} catch (error) {
  if (!(error instanceof Unprepared)) throw error;
  console.error(`awaited: ${error.message}`);
  process.exitCode = 2;
}
