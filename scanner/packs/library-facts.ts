/** A pack's library descriptions, extracted once per process. */
import { extract } from '../extract';
import type { LinkInput } from '../link/linker';
import type { Pack } from './pack';

const extracted = new WeakMap<Pack, readonly LinkInput[]>();

export function libraryOf(pack: Pack): readonly LinkInput[] {
  let inputs = extracted.get(pack);
  if (inputs === undefined) {
    inputs = Object.entries(pack.library).map(([module, source]) => ({ path: `<${module}>`, module, facts: extract(pack.language, new TextEncoder().encode(source)) }));
    extracted.set(pack, inputs);
  }
  return inputs;
}
