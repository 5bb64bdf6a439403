import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { isChange, whenCalm } from './watch';

test('one action follows many changes, and changes during it are followed by one more', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'awaited-watch-'));
  let finish = () => {};
  const action = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  const stop = whenCalm(folder, action);
  try {
    for (const name of ['orders.py', 'routes.py']) writeFileSync(join(folder, name), 'x');
    await vi.waitFor(() => expect(action).toHaveBeenCalledTimes(1), 5000);
    writeFileSync(join(folder, 'orders.py'), 'y');
    await vi.waitFor(() => expect(action).toHaveBeenCalledTimes(1), 5000);
    finish();
    await vi.waitFor(() => expect(action).toHaveBeenCalledTimes(2), 5000);
    finish();
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('what git and the board write is no change of the tree, commits and checkouts are', () => {
  const changes = ['orders.py', 'board.py', '.git/HEAD', '.git/refs/heads/main', '.git/index', '.github/CODEOWNERS'];
  const others = ['.git/index.lock', '.git/objects/ab/cd', 'data/board.db', 'data/board.db-wal', 'data/board.db-shm'];
  expect([...changes, ...others].filter((name) => isChange('/shop', name, '/shop/data/board.db'))).toEqual(changes);
});
