import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Db } from '../open';
import { listAnnotations } from '../read/annotations';
import { listAudit } from '../read/audit';
import { listExemptions } from '../read/exemptions';
import { findFilePlan, listTicks } from '../read/file-plan';
import { listRuleChanges } from '../read/rule-changes';
import { addAnnotation, setAnnotationShown } from './annotation';
import type { Editor } from './edit';
import { addExemption, revokeExemption } from './exemption';
import { saveFilePlan } from './file-plan';
import { setTick } from './tick';

let db: Db;
const ada: Editor = { projectId: 1, who: 'Ada', at: '2026-01-05T09:00:00Z' };
const grace: Editor = { projectId: 1, who: 'Grace', at: '2026-01-05T10:00:00Z' };
const TASK_QUEUE = 7;
const nobody = { assignee: null, due: null, prUrl: null, note: null };

beforeEach(async () => {
  db = await openDatabase(':memory:');
  await db.insertInto('project').values({ id: 1, slug: 'shop', name: 'Shop', root: '/shop', pack: 'p', branch: 'main', config: '{}', created_at: ada.at }).execute();
  await db.insertInto('file').values({ id: TASK_QUEUE, project_id: 1, path: 'app/task_queue.py', current: 1 }).execute();
});
afterEach(() => db.destroy());

async function actions(): Promise<string[]> {
  return (await listAudit(db, 1, 10)).map((row) => `${row.who}: ${row.action}`);
}

test('a plan is written, with who and when', async () => {
  await saveFilePlan(db, ada, TASK_QUEUE, 0, { ...nobody, assignee: 'Ada' });
  expect(await findFilePlan(db, TASK_QUEUE)).toEqual({ ...nobody, assignee: 'Ada', version: 1, updatedBy: 'Ada', updatedAt: ada.at });
  expect(await actions()).toEqual(['Ada: file plan']);
});

test('of two who edit at once the second learns of the first, and nothing is overwritten', async () => {
  await saveFilePlan(db, ada, TASK_QUEUE, 0, { ...nobody, assignee: 'Ada' });
  const outcome = await saveFilePlan(db, grace, TASK_QUEUE, 0, { ...nobody, assignee: 'Grace' });
  expect(outcome).toMatchObject({ kind: 'conflict', by: 'Ada', value: { assignee: 'Ada', version: 1 } });
  expect((await findFilePlan(db, TASK_QUEUE)).assignee).toBe('Ada');
});

test('a file of another project cannot be edited', async () => {
  const stranger = { ...ada, projectId: 2 };
  expect(await saveFilePlan(db, stranger, TASK_QUEUE, 0, nobody)).toEqual({ kind: 'gone' });
  expect(await setTick(db, stranger, TASK_QUEUE, 'Reviewed', true)).toEqual({ kind: 'gone' });
  expect(await addExemption(db, stranger, TASK_QUEUE, null, 'why not')).toEqual({ kind: 'gone' });
});

test('a tick is given once and taken back', async () => {
  await setTick(db, ada, TASK_QUEUE, 'Reviewed', true);
  await setTick(db, grace, TASK_QUEUE, 'Reviewed', true);
  expect(await listTicks(db, TASK_QUEUE)).toEqual([{ item: 'Reviewed', by: 'Ada', at: ada.at }]);
  await setTick(db, grace, TASK_QUEUE, 'Reviewed', false);
  expect(await listTicks(db, TASK_QUEUE)).toEqual([]);
  expect(await actions()).toEqual(['Grace: untick', 'Ada: tick']);
});

test('an exemption is revoked, not deleted', async () => {
  const outcome = await addExemption(db, ada, TASK_QUEUE, null, 'stays sync until the scheduler is gone');
  expect(await listExemptions(db, 1)).toMatchObject([{ path: 'app/task_queue.py', author: 'Ada', target: null }]);
  if (outcome.kind === 'saved') await revokeExemption(db, grace, outcome.value);
  expect(await listExemptions(db, 1)).toEqual([]);
  expect(await actions()).toEqual(['Grace: exemption revoked', 'Ada: exempt']);
});

test('an exemption that lasts leaves a mark on the time axis, one a week', async () => {
  await addExemption(db, ada, TASK_QUEUE, null, 'first');
  await addExemption(db, grace, TASK_QUEUE, { kind: 'engine', scope: '', api: 'create_engine', ordinal: 0 }, 'second');
  const undone = await addExemption(db, ada, TASK_QUEUE, null, 'by mistake');
  await revokeExemption(db, ada, undone.kind === 'saved' ? undone.value : 0);
  expect(await listRuleChanges(db, 1)).toEqual([{ at: ada.at, note: 'exempt: app/task_queue.py' }]);
  await revokeExemption(db, { ...ada, at: '2026-02-02T09:00:00Z' }, 1);
  expect((await listRuleChanges(db, 1)).map((mark) => mark.note)).toEqual(['exempt: app/task_queue.py', 'no longer exempt: app/task_queue.py']);
});

test('an annotation is taken away and put back', async () => {
  const outcome = await addAnnotation(db, ada, '2026-01-05', 'Freeze');
  const id = outcome.kind === 'saved' ? outcome.value : 0;
  await setAnnotationShown(db, grace, id, false);
  expect(await listAnnotations(db, 1)).toEqual([]);
  await setAnnotationShown(db, grace, id, true);
  expect(await listAnnotations(db, 1)).toMatchObject([{ text: 'Freeze', version: 3 }]);
});
