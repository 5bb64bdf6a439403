/**
 * What an answer was concluded from: the files that were read for it, and the names that were looked up in the indexes
 * of the project. When a file changes, exactly the answers that read it, or that looked for a name it has gained or
 * lost, are worked out anew.
 */

/** A set of things read. Equal sets are one object, so that thousands of answers share one. */
export class Footprint {
  /** Something in it has changed since. */
  stale = false;
  /** Unions with other sets that were asked for before. */
  readonly pairs = new Map<Footprint, Footprint>();

  /**
   * @param members numbers of the things read, ascending
   * @param hash of them
   */
  constructor(
    readonly members: Int32Array,
    readonly hash: number,
  ) {}
}

/** A set of more than this is taken for everything: its answer is worked out anew after any change. */
const MAX_MEMBERS = 4000;

const NOTHING = new Footprint(new Int32Array(0), 0);

/** What the description of a library stands for: it never changes. */
export const UNCHANGING = NOTHING;

/** What has been noted for one answer so far: mostly one set, again and again. */
interface Frame {
  only: Footprint;
  all: Set<Footprint> | undefined;
}

function emptyFrame(): Frame {
  return { only: NOTHING, all: undefined };
}

export class Reads {
  /** All sets but the empty one, by a hash of their members. */
  readonly #known = new Map<number, Footprint[]>();
  /** By member, the sets that it is in; some of them may be stale. */
  #holding: Footprint[][] = [];
  #fresh = 0;
  #stale = 0;
  #everything = new Footprint(new Int32Array(0), 0);
  /** By how many answers are within each other; made once, as hundreds of thousands of answers pass through them. */
  readonly #frames: Frame[] = [emptyFrame()];
  #depth = 0;
  #frame = this.#frames[0] ?? emptyFrame();
  #last = NOTHING;
  #next = 1;
  /** By member, the last union that met it. */
  #met = new Int32Array(1 << 12);
  #unions = 0;

  /** @param isKept whether another state will follow; where none does, nothing is noted */
  constructor(readonly isKept: boolean) {}

  /** A new thing that can be read, such as one version of a file. */
  thing(): Footprint {
    if (!this.isKept) return NOTHING;
    return this.#interned(Int32Array.of(this.#next++));
  }

  /** Tells that the answer being worked out depends on these things. */
  note(print: Footprint): void {
    if (print === this.#last || print === NOTHING) return;
    this.#last = print;
    const frame = this.#frame;
    if (frame.only === NOTHING) frame.only = print;
    else if (frame.only !== print) (frame.all ??= new Set([frame.only])).add(print);
  }

  /** For an answer that depends on more than can be said: any change makes it stale. */
  get everything(): Footprint {
    return this.#everything;
  }

  /** Starts an answer within another; each `begin` has its `end`. */
  begin(): void {
    this.#depth++;
    this.#frame = this.#frames[this.#depth] ??= emptyFrame();
    this.#last = NOTHING;
  }

  /** What was read since `begin`; the answer around it has read that too, unless it stands apart. */
  end({ apart = false } = {}): Footprint {
    const frame = this.#frame;
    const inner = frame.all === undefined ? frame.only : this.#union([...frame.all]);
    frame.only = NOTHING;
    frame.all = undefined;
    this.#depth--;
    this.#frame = this.#frames[this.#depth] ?? frame;
    this.#last = NOTHING;
    if (!apart) this.note(inner);
    return inner;
  }

  /** Finds a value that no answer depends on, and what it rests on: not as one set, which would often be its own. */
  collecting<V>(find: () => V): { readonly value: V; readonly prints: readonly Footprint[] } {
    this.begin();
    const value = find();
    const { only, all } = this.#frame;
    const prints = all === undefined ? [only] : [...all];
    this.#frame.all = undefined;
    this.end({ apart: true });
    return { value, prints };
  }

  /** Finds a value and what it rests on, apart from the answer being worked out. */
  finding<V>(find: () => V): Found<V> {
    this.begin();
    const value = find();
    return { value, reads: this.end({ apart: true }) };
  }

  /** Does something that no answer depends on, such as filling an index whose look-ups are noted by themselves. */
  unnoticed<T>(work: () => T): T {
    this.begin();
    try {
      return work();
    } finally {
      // Without a union of all that was read.
      this.#frame.all = undefined;
      this.end({ apart: true });
    }
  }

  /** Makes the answers stale that depend on more than could be said. */
  changeEverything(): void {
    this.#everything.stale = true;
    this.#everything = new Footprint(new Int32Array(0), 0);
  }

  /** Makes everything stale that read one of these things. */
  change(things: Iterable<Footprint>): void {
    for (const thing of things) {
      for (const member of thing.members) {
        for (const print of this.#holding[member] ?? []) this.#expire(print);
        delete this.#holding[member];
      }
    }
    if (this.#stale > this.#fresh) this.#sweep();
  }

  #expire(print: Footprint): void {
    if (print.stale) return;
    print.stale = true;
    this.#stale++;
    this.#fresh--;
    const alike = this.#known.get(print.hash)?.filter((other) => other !== print) ?? [];
    if (alike.length === 0) this.#known.delete(print.hash);
    else this.#known.set(print.hash, alike);
  }

  /** Lets go of the stale ones. */
  #sweep(): void {
    this.#holding = [];
    this.#stale = 0;
    for (const prints of this.#known.values()) {
      for (const print of prints) {
        print.pairs.clear();
        this.#hold(print);
      }
    }
  }

  #hold(print: Footprint): void {
    for (const member of print.members) {
      const holding = this.#holding[member];
      if (holding === undefined) this.#holding[member] = [print];
      else holding.push(print);
    }
  }

  #union(prints: readonly Footprint[]): Footprint {
    let largest = NOTHING;
    for (const print of prints) {
      if (print === this.#everything) return print;
      if (print.members.length > largest.members.length) largest = print;
    }
    const others = prints.filter((print) => print !== largest);
    const [other] = others;
    // Two and two come together thousands of times.
    const paired = others.length === 1 && other !== undefined ? largest.pairs.get(other) : undefined;
    if (paired?.stale === false) return paired;
    const result = this.#joined(largest, others);
    if (others.length === 1 && other !== undefined) largest.pairs.set(other, result);
    return result;
  }

  #joined(largest: Footprint, others: readonly Footprint[]): Footprint {
    if (this.#met.length < this.#next) this.#met = new Int32Array(2 * this.#next);
    const met = this.#met;
    const union = ++this.#unions;
    for (const member of largest.members) met[member] = union;
    const added: number[] = [];
    for (const { members } of others) {
      for (const member of members) {
        if (met[member] === union) continue;
        met[member] = union;
        added.push(member);
      }
    }
    if (added.length === 0) return largest;
    const members = new Int32Array(largest.members.length + added.length);
    if (members.length > MAX_MEMBERS) return this.#everything;
    members.set(largest.members);
    members.set(added, largest.members.length);
    return this.#interned(members.sort());
  }

  #interned(members: Int32Array): Footprint {
    let hash = 0;
    for (const member of members) hash ^= Math.imul(member + 1, 0x9e3779b1) ^ (member << 7);
    let prints = this.#known.get(hash);
    if (prints === undefined) this.#known.set(hash, (prints = []));
    const known = prints.find((print) => equal(print.members, members));
    if (known !== undefined) return known;
    const print = new Footprint(members, hash);
    prints.push(print);
    this.#hold(print);
    this.#fresh++;
    return print;
  }
}

/** A value and what it was found from, for tables other than those of answers. */
export interface Found<V> {
  readonly value: V;
  readonly reads: Footprint;
}

export interface FoundTable<K, V> {
  get(key: K): Found<V> | undefined;
  set(key: K, found: Found<V>): unknown;
}

/** The value of a key, worked out where it is not known or stale. */
export function found<K, V>(reads: Reads, table: FoundTable<K, V>, key: K, find: () => V): V {
  const known = table.get(key);
  if (known !== undefined && !known.reads.stale) {
    reads.note(known.reads);
    return known.value;
  }
  const fresh = reads.finding(find);
  reads.note(fresh.reads);
  table.set(key, fresh);
  return fresh.value;
}

function equal(left: Int32Array, right: Int32Array): boolean {
  return left.length === right.length && left.every((member, index) => member === right[index]);
}
