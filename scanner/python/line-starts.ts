/** Finds where lines start, file after file, in an array that grows once. */
export class LineStarts {
  private starts: Int32Array = new Int32Array(1 << 12);

  /** Offsets at which lines start; they hold until the next file. `\n`, `\r\n` and a lone `\r` end a line, as in Python. */
  startsOf(bytes: Uint8Array, length: number): Int32Array {
    let { starts } = this;
    starts[0] = 0;
    let lines = 1;
    for (let at = 0; at < length; at++) {
      const byte = bytes[at] ?? 0;
      // One comparison for nearly all bytes.
      if (byte > 13 || (byte !== 10 && (byte !== 13 || bytes[at + 1] === 10))) continue;
      if (lines === starts.length) starts = this.grow();
      starts[lines++] = at + 1;
    }
    return starts.subarray(0, lines);
  }

  private grow(): Int32Array {
    const larger = new Int32Array(this.starts.length * 2);
    larger.set(this.starts);
    return (this.starts = larger);
  }
}
