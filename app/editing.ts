import 'server-only';
import type { z } from 'zod';
import type { Answer } from '../components/file/answer';
import type { Editor, Outcome } from '../lib/db/edit/edit';
import type { Db } from '../lib/db/open';
import { findProject, type Project } from '../lib/db/read/project';
import { gitUser } from '../lib/source';
import { systemUser } from '../lib/system-user';
import { admitted, Denied } from './access';

interface EditContext {
  db: Db;
  project: Project;
  editor: Editor;
}

/** An action as a page may offer it: the person known and an editor, input checked against its schema, the project found. */
export function editing<Schema extends z.ZodType, Value>(schema: Schema, edit: (input: z.output<Schema>, context: EditContext) => Promise<Outcome<Value>>) {
  return async (slug: string, input: z.input<Schema>): Promise<Answer<Value>> => {
    const admission = await admitted('editor').catch((error: unknown) => {
      if (error instanceof Denied) return error;
      throw error;
    });
    if (admission instanceof Denied) return { kind: 'invalid', message: admission.message };
    const { db, visitor } = admission;
    const parsed = schema.safeParse(input);
    if (!parsed.success) return { kind: 'invalid', message: parsed.error.issues[0]?.message ?? 'That is not valid.' };
    const project = await findProject(db, String(slug));
    if (!project) return { kind: 'gone' };
    const who = visitor.kind === 'person' ? visitor.name : (await gitUser(project.root)) || systemUser();
    return edit(parsed.data, { db, project, editor: { projectId: project.id, who, at: new Date().toISOString() } });
  };
}
