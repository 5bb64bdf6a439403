import { expect, test } from 'vitest';
import { namesInCode } from './names-in-code';

test.each([
  ['PhaseManager._handle in app/phase.py is handed to subscribe() in PhaseManager.start in app/phase.py: nothing says that it would be awaited there.', '`PhaseManager._handle` in `app/phase.py` is handed to `subscribe()` in `PhaseManager.start` in `app/phase.py`: nothing says that it would be awaited there.'],
  ['create_task in a-b/c.py is wrapped by @mcp.tool, which may not await it', '`create_task` in `a-b/c.py` is wrapped by `@mcp.tool`, which may not await it'],
  ['427 functions still take sync sessions from get_session', '427 functions still take sync sessions from `get_session`'],
  ['run `run_sync` in main, e.g. here and/or there, since 0.1.0 (3.5 %)', 'run `run_sync` in main, e.g. here and/or there, since 0.1.0 (3.5 %)'],
  ['', ''],
])('%s', (text, expected) => expect(namesInCode(text)).toBe(expected));
