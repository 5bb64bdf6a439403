/** Whether a value is something a pack knows, holds it, or gives it when it is called, entered, awaited or iterated. */
import { classInfo } from '../../link/class-info';
import { declaredAttribute } from '../../link/classes';
import { functionType, resultOf } from '../../link/functions';
import type { Linker } from '../../link/linker';
import type { Found } from '../../link/reads';
import type { SourceFile } from '../../link/source-file';
import type { ClassRef, Type } from '../../link/types';
import type { Roles } from '../roles';
import { keepsOne } from './keeps';

/** Methods through which an object gives what it holds without being asked for it by a name of its own. */
export const GIVING = ['__call__', '__enter__', '__aenter__', '__iter__', '__aiter__', '__next__', '__anext__', '__await__', '__getitem__'] as const;

/** Deeper nested types are no wiring. */
const MAX_DEPTH = 6;

export class Carriers {
  readonly #classes = new WeakMap<SourceFile, Map<number, Found<boolean>>>();
  /** Classes that are being looked at, each with how many others were before it. */
  readonly #open = new Map<string, number>();
  /** The outermost of them that the class looked at came back to. */
  #outermost = Infinity;
  /** Classes that were found to give nothing by coming back to one that is still open. */
  #leaning: ClassRef[] = [];

  constructor(
    private readonly linker: Linker,
    private readonly roles: Roles,
    /** Whether a type variable counts, which may stand for anything. */
    private readonly countsVariables: boolean,
  ) {}

  has(type: Type, depth = 0): boolean {
    if (depth > MAX_DEPTH) return true;
    const inside = (inner: Type): boolean => this.has(inner, depth + 1);
    switch (type.kind) {
      case 'instance':
      case 'class':
        return type.args.some(inside) || this.#isGivenBy(type.of);
      case 'function':
        return this.#gives(type, depth);
      case 'callable':
        return inside(type.returns);
      case 'lambda':
        return inside(resultOf(this.linker, type.of));
      case 'awaitable':
      case 'alias':
        return inside(type.of);
      case 'super':
        return inside(type.self);
      case 'tuple':
        return type.items.some(inside);
      case 'dict':
        return inside(type.values) || [...type.entries.values()].some(inside);
      case 'typevar':
        return this.countsVariables || (type.bound !== undefined && inside(type.bound));
      case 'union':
        return type.members.some(inside);
      case 'missing':
        // Imported from where it is not: what it was to be is what others of the name are.
        return true;
      default:
        return false;
    }
  }

  #gives({ of }: Type & { kind: 'function' }, depth: number): boolean {
    return this.has(resultOf(this.linker, of), depth + 1) || this.#made(functionType(this.linker, of.file, of.scope), depth);
  }

  /** What a decorator made of a function. */
  #made(type: Type, depth: number): boolean {
    return type.kind === 'callable' && this.has(type.returns, depth + 1);
  }

  #isGivenBy(of: ClassRef): boolean {
    const known = this.#classes.get(of.file)?.get(of.scope);
    const { reads } = this.linker;
    if (known !== undefined && !known.reads.stale) {
      reads.note(known.reads);
      return known.value;
    }
    const key = `${of.file.id} ${of.scope}`;
    const open = this.#open.get(key);
    if (open !== undefined) {
      // A class whose methods give itself gives nothing more by that.
      this.#outermost = Math.min(this.#outermost, open);
      return false;
    }
    const found = this.#lookInto(key, of);
    reads.note(found.reads);
    return found.value;
  }

  #lookInto(key: string, of: ClassRef): Found<boolean> {
    const [level, outer, before] = [this.#open.size, this.#outermost, this.#leaning.length];
    this.#outermost = Infinity;
    this.#open.set(key, level);
    const found = this.linker.reads.finding(() => this.#find(of));
    this.#open.delete(key);
    if (!found.value && this.#outermost < level) {
      // May still be found to give something by the class that it came back to.
      this.#leaning.push(of);
      this.#outermost = Math.min(outer, this.#outermost);
      return found;
    }
    this.#keep(of, found);
    const leaning = this.#leaning.splice(before);
    // A circle gives nothing where none of it does.
    if (!found.value) for (const inner of leaning) this.#keep(inner, found);
    this.#outermost = outer;
    return found;
  }

  #keep({ file, scope }: ClassRef, found: Found<boolean>): void {
    const ofFile = this.#classes.get(file);
    if (ofFile === undefined) this.#classes.set(file, new Map([[scope, found]]));
    else ofFile.set(scope, found);
  }

  #find(of: ClassRef): boolean {
    const instance: Type & { kind: 'instance' } = { kind: 'instance', of, args: [] };
    const role = this.roles.ofInstance(instance)?.role;
    if (role !== undefined) return role !== 'model-base' && role !== 'query';
    // What containers of a library give is what was put into them.
    const { order, variables } = classInfo(this.linker, of);
    const keeps = (): boolean => order.some((applied) => applied.of.file.library && keepsOne(this.linker, this.roles, applied.of));
    if (of.file.library && variables.length > 0) return keeps();
    const given = GIVING.some((name) => {
      const method = order.map((applied) => declaredAttribute(this.linker, applied.of, name)).find((found) => found !== undefined);
      return method !== undefined && this.has(method);
    });
    return given || keeps();
  }
}
