/** A pack's library descriptions, extracted once per process. */
import type { LinkInput } from '../link/linker';
import { extractPython } from '../python/extract';
import type { Pack } from './pack';

const extracted = new Map<string, readonly LinkInput[]>();

export function libraryOf(pack: Pack): readonly LinkInput[] {
  let inputs = extracted.get(pack.name);
  if (inputs === undefined) {
    inputs = Object.entries(pack.library).map(([module, source]) => ({ path: `<${module}>`, module, facts: extractPython(new TextEncoder().encode(source)) }));
    extracted.set(pack.name, inputs);
  }
  return inputs;
}
