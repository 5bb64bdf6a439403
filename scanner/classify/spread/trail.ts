/**
 * The way of a migration's objects through a project, remembered from one state to the next: places, and where each of
 * them leads. After a change only the places are looked at again that read what has changed; from the others the trail
 * goes on as before.
 */
import { eachWithinTime } from '../../deadline';
import type { Footprint, Reads } from '../../link/reads';
import type { SourceFile } from '../../link/source-file';

/** What one place leads to. */
export interface Look {
  readonly leads: Iterable<Place>;
  /** Expressions of its file that are met on the way there. */
  readonly nodes: readonly number[];
  /** Whether an object of the migration really gets to the place itself, where that is a question. */
  readonly holds: boolean;
}

/** A variable, an attribute, a function, a parameter: whatever an object of the migration may get to by a name. */
export class Place<F extends SourceFile | undefined = SourceFile | undefined> implements Look {
  leads: readonly Place[] = NONE;
  nodes: readonly number[] = NONE;
  holds = false;
  /** What it was concluded from; undefined before the first look. */
  reads: readonly Footprint[] | undefined;
  /** The last state in which the trail came here. */
  state = 0;

  constructor(
    /** Undefined for a name that stands for places in many files. */
    readonly file: F,
    readonly look: () => Look,
  ) {}
}

const NONE: readonly never[] = [];

/** A place to go on from, and the file in which it was met. */
interface Turn {
  readonly place: Place;
  readonly file: SourceFile;
}

export class Trail {
  #state = 0;
  /** Places of each file that the trail came to, in the last state and in the one before it. */
  #met = new Map<SourceFile, Place[]>();
  #metBefore = this.#met;
  readonly #changed = new Set<SourceFile>();

  constructor(private readonly reads: Reads) {}

  /**
   * Follows the trail through a new state. Throws `UndoneItem`, its item with the `file`, where one step takes longer than `budgetMs`.
   * @param starts those of them that stand last are followed first
   * @returns files in which other places are met than before, or the same ones lead elsewhere
   */
  follow(starts: readonly Place<SourceFile>[], budgetMs: number): ReadonlySet<SourceFile> {
    this.#state++;
    this.#changed.clear();
    this.#metBefore = this.#met;
    this.#met = new Map();
    const waiting: Turn[] = [];
    for (const place of starts) this.#meet(place, place.file, waiting);
    const first = waiting.pop();
    const turns = first === undefined ? [] : [first];
    eachWithinTime(turns, budgetMs, ({ place, file }) => {
      if (place.reads?.every(({ stale }) => !stale) !== true) this.#look(place);
      for (const lead of place.leads) this.#meet(lead, lead.file ?? file, waiting);
      if (!this.reads.isKept) place.leads = NONE;
      // What came up last is done first: a value is followed to its end while what was read for it is at hand.
      const next = waiting.pop();
      if (next !== undefined) turns.push(next);
    });
    for (const [file, places] of this.#metBefore) if (this.#met.get(file)?.length !== places.length) this.#changed.add(file);
    return this.#changed;
  }

  comesTo(place: Place): boolean {
    return place.state === this.#state;
  }

  /** Places of a file that the trail comes to. */
  placesIn(file: SourceFile): readonly Place[] {
    return this.#met.get(file) ?? NONE;
  }

  #meet(place: Place, file: SourceFile, waiting: Turn[]): void {
    if (place.state === this.#state) return;
    if (place.file !== undefined) {
      if (place.state !== this.#state - 1) this.#changed.add(place.file);
      const met = this.#met.get(place.file);
      if (met === undefined) this.#met.set(place.file, [place]);
      else met.push(place);
    }
    place.state = this.#state;
    waiting.push({ place, file });
  }

  #look(place: Place): void {
    const { value, prints } = this.reads.collecting(place.look);
    if (place.file !== undefined && !(place.holds === value.holds && isSame(place.nodes, value.nodes))) this.#changed.add(place.file);
    place.leads = [...value.leads];
    place.nodes = value.nodes;
    place.holds = value.holds;
    place.reads = prints;
  }
}

function isSame(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((node, index) => node === right[index]);
}
