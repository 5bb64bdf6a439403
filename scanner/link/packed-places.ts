import type { SourceFile } from './source-file';

/** Places by name as columns of numbers: a project of ten thousand files has millions of them. Filled once, then asked. */
export class PackedPlaces {
  readonly #names = new Map<string, number>();
  readonly #files: (SourceFile | undefined)[] = [];
  #rows = 0;
  #ofName = new Int32Array(1024);
  /** Index of the file among those told. */
  #ofFile = new Int32Array(1024);
  #place = new Int32Array(1024);
  #second: Int32Array<ArrayBuffer> | undefined;
  /** By name where its rows start, once they are sorted. */
  #starts: Int32Array | undefined;

  /** Files come one after the other. */
  add(name: string, file: SourceFile, place: number, second: number): void {
    if (this.#files.at(-1) !== file) this.#files.push(file);
    let id = this.#names.get(name);
    if (id === undefined) this.#names.set(name, (id = this.#names.size));
    const row = this.#rows++;
    if (row === this.#place.length) this.#grow();
    this.#ofName[row] = id;
    this.#ofFile[row] = this.#files.length - 1;
    this.#place[row] = place;
    if (second !== 0) (this.#second ??= new Int32Array(this.#place.length))[row] = second;
  }

  /** In the order in which they were added. */
  each(name: string, tell: (file: SourceFile, place: number, second: number) => void): void {
    const id = this.#names.get(name);
    if (id === undefined) return;
    const starts = (this.#starts ??= this.#sort());
    for (let row = starts[id] ?? 0; row < (starts[id + 1] ?? 0); row++) {
      const file = this.#files[this.#ofFile[row] ?? 0];
      if (file !== undefined) tell(file, this.#place[row] ?? 0, this.#second?.[row] ?? 0);
    }
  }

  /** Lets go of files, none of whose places is told from now on. */
  forget(gone: ReadonlySet<SourceFile>): void {
    for (const [index, file] of this.#files.entries()) if (file !== undefined && gone.has(file)) this.#files[index] = undefined;
  }

  #grow(): void {
    this.#ofName = doubled(this.#ofName);
    this.#ofFile = doubled(this.#ofFile);
    this.#place = doubled(this.#place);
    this.#second &&= doubled(this.#second);
  }

  #sort(): Int32Array {
    const starts = new Int32Array(this.#names.size + 1);
    for (let row = 0; row < this.#rows; row++) count(starts, (this.#ofName[row] ?? 0) + 1);
    for (let id = 0; id < this.#names.size; id++) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
    const next = starts.slice();
    // Where each row goes; afterwards nobody asks of which name a row is.
    for (let row = 0; row < this.#rows; row++) this.#ofName[row] = count(next, this.#ofName[row] ?? 0);
    this.#ofFile = this.#moved(this.#ofFile);
    this.#place = this.#moved(this.#place);
    this.#second &&= this.#moved(this.#second);
    this.#ofName = new Int32Array(0);
    return starts;
  }

  #moved(column: Int32Array): Int32Array<ArrayBuffer> {
    const moved = new Int32Array(this.#rows);
    for (let row = 0; row < this.#rows; row++) moved[this.#ofName[row] ?? 0] = column[row] ?? 0;
    return moved;
  }
}

/** Gives the number before it is raised. */
function count(numbers: Int32Array, at: number): number {
  const before = numbers[at] ?? 0;
  numbers[at] = before + 1;
  return before;
}

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
