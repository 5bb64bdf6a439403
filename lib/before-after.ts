import type { Presentation } from '../scanner/packs/document';
import type { UsageKind } from './migration';

export interface BeforeAfter {
  before: string;
  after: string;
  /** What to watch out for; '' where nothing. */
  note: string;
}

/** What one kind of usage becomes, told with the method that is used; null where the pack does not say it. */
export function beforeAfterOf(examples: Presentation['examples'], kind: UsageKind, method: string): BeforeAfter | null {
  const example = examples?.find((one) => one.kind === kind && (one.methods === undefined || one.methods.includes(method)));
  if (example === undefined) return null;
  const told = (text: string): string => text.replaceAll('{method}', method).trimEnd();
  return { before: told(example.before), after: told(example.after), note: told(example.note ?? '') };
}
