import 'server-only';
import { userInfo } from 'node:os';
import type { z } from 'zod';
import type { Answer } from '../components/file/answer';
import type { Editor, Outcome } from '../lib/db/edit/edit';
import type { Db } from '../lib/db/open';
import { findProject, type Project } from '../lib/db/read/project';
import { gitUser } from '../lib/source';
import { database } from './database';




interface EditContext {
  db: Db;
  project: Project;
  editor: Editor;
}

/** An action as a page may offer it: input checked against its schema, the project found, the person known. */
export function editing<Schema extends z.ZodType, Value>(schema: Schema, edit: (input: z.output<Schema>, context: EditContext) => Promise<Outcome<Value>>) {
  return async (slug: string, input: z.input<Schema>): Promise<Answer<Value>> => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) return { kind: 'invalid', message: parsed.error.issues[0]?.message ?? 'That is not valid.' };
    const db = await database();
    const project = await findProject(db, String(slug));
    if (!project) return { kind: 'gone' };
    const who = (await gitUser(project.root)) || userInfo().username;
    return edit(parsed.data, { db, project, editor: { projectId: project.id, who, at: new Date().toISOString() } });
  };
}
