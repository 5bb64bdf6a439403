'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { Outcome } from '../../../lib/db/edit/edit';
import { addAnnotation, setAnnotationShown } from '../../../lib/db/edit/annotation';
import { addExemption, revokeExemption } from '../../../lib/db/edit/exemption';
import { saveFilePlan } from '../../../lib/db/edit/file-plan';
import { cancelScans } from '../../../lib/db/edit/scan';
import { setTick as writeTick } from '../../../lib/db/edit/tick';
import type { FilePlan, Tick } from '../../../lib/db/read/file-plan';
import type { Answer } from '../../../components/file/answer';
import { scanStarter } from '../../../lib/scan-starter';
import { editing } from '../../editing';

const id = z.int().positive();
const text = (name: string, most: number) => z.string().trim().max(most, `${name} can have ${most} characters at most.`);
const optional = (name: string, most: number) => text(name, most).transform((value) => value || null);
const reason = text('A reason', 300).min(3, 'Say why, so that the next reader understands.');
const day = z.iso.date('Give a day such as 2026-01-31.');

const planInput = z.object({
  file: id,
  version: z.int().min(0),
  assignee: optional('A name', 80),
  due: z.union([z.literal('').transform(() => null), day]),
  prUrl: z.union([z.literal('').transform(() => null), z.url({ protocol: /^https?$/, error: 'A link begins with https:// or http://.' }).max(500)]),
  note: optional('A note', 4000),
});
export type PlanInput = z.input<typeof planInput>;

const savePlanChecked = editing(planInput, ({ file, version, ...fields }, { db, editor }) => saveFilePlan(db, editor, file, version, fields));
export async function savePlan(project: string, input: PlanInput): Promise<Answer<FilePlan>> {
  return refreshed(await savePlanChecked(project, input));
}

const tickInput = z.object({ file: id, item: text('An item', 200).min(1), ticked: z.boolean() });
const tickChecked = editing(tickInput, ({ file, item, ticked }, { db, editor }) => writeTick(db, editor, file, item, ticked));
/** Its parameters in the order in which a page binds them. */
export async function setTick(project: string, file: number, item: string, ticked: boolean): Promise<Answer<Tick | null>> {
  return refreshed(await tickChecked(project, { file, item, ticked }));
}

const place = { scope: z.string().max(500), ordinal: z.int().min(0) };
const target = z.union([z.strictObject({ kind: z.string().max(60), api: z.string().max(200), ...place }), z.strictObject({ rule: z.string().max(60), ...place })]);
const exemptInput = z.object({ file: id, target: target.nullable(), reason });
const exemptChecked = editing(exemptInput, (input, { db, editor }) => addExemption(db, editor, input.file, input.target, input.reason));
export async function exempt(project: string, input: z.input<typeof exemptInput>) {
  return refreshed(await exemptChecked(project, input));
}

const revokeChecked = editing(z.object({ id }), (input, { db, editor }) => revokeExemption(db, editor, input.id));
export async function revoke(project: string, input: { id: number }) {
  return refreshed(await revokeChecked(project, input));
}

const annotationInput = z.object({ date: day, text: text('A text', 120).min(2, 'Say what happened.') });
const annotateChecked = editing(annotationInput, (input, { db, editor }) => addAnnotation(db, editor, input.date, input.text));
export async function annotate(project: string, input: z.input<typeof annotationInput>) {
  return refreshed(await annotateChecked(project, input));
}

const shownChecked = editing(z.object({ id, shown: z.boolean() }), (input, { db, editor }) => setAnnotationShown(db, editor, input.id, input.shown));
export async function showAnnotation(project: string, input: { id: number; shown: boolean }) {
  return refreshed(await shownChecked(project, input));
}

const cancelChecked = editing(z.object({}), (_, { db, editor }) => cancelScans(db, editor));
export async function cancelScan(project: string): Promise<Answer<number>> {
  return cancelChecked(project, {});
}

const scanChecked = editing(z.object({}), async (_, { project }): Promise<Outcome<number>> => {
  const starter = scanStarter();
  if (!starter) return { kind: 'gone' };
  starter.start(project.root, project.config.pack);
  return { kind: 'saved', value: project.id };
});
export async function scanNow(project: string): Promise<Answer<number>> {
  return scanChecked(project, {});
}

function refreshed<Value>(answer: Answer<Value>): Answer<Value> {
  if (answer.kind !== 'invalid') revalidatePath('/p', 'layout');
  return answer;
}
