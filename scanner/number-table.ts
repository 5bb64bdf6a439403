/** Rows of equally many numbers in one growing array; columns are named by the constants of `facts-tables.ts`. */
export class NumberTable {
  private data: Int32Array<ArrayBuffer>;
  rows = 0;

  constructor(private readonly width: number) {
    this.data = new Int32Array(64 * width);
  }

  /** Adds a row of zeros and returns its index. */
  add(): number {
    const row = this.rows++;
    const from = row * this.width;
    if (from + this.width > this.data.length) {
      const larger = new Int32Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    // A call of `fill` would take longer than so few cells.
    for (let cell = from; cell < from + this.width; cell++) this.data[cell] = 0;
    return row;
  }

  get(row: number, column: number): number {
    return this.data[row * this.width + column] ?? 0;
  }

  set(row: number, column: number, value: number): void {
    this.data[row * this.width + column] = value;
  }

  clear(): void {
    this.rows = 0;
  }

  truncate(rows: number): void {
    this.rows = rows;
  }

  /** The rows in the table's own array: they hold until it is changed. */
  view(): Int32Array {
    return this.data.subarray(0, this.rows * this.width);
  }

  /** Replaces the offsets in some columns by what `offsets` holds for them. */
  translate(offsets: Int32Array, ...columns: readonly number[]): void {
    for (const column of columns) {
      for (let cell = column; cell < this.rows * this.width; cell += this.width) {
        this.data[cell] = offsets[this.data[cell] ?? 0] ?? 0;
      }
    }
  }
}
