/** Texts one after another in UTF-8, as facts keep their names: no string is made before somebody asks for one. */
export interface Texts {
  /** Of each text, in UTF-16 code units. */
  readonly lengths: Int32Array;
  /** All texts in one piece. */
  readonly bytes: Uint8Array;
}

/** Cutting one string is faster than decoding many. */
export function stringsOf({ lengths, bytes }: Texts): string[] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const strings: string[] = [];
  let at = 0;
  for (const length of lengths) strings.push(text.slice(at, (at += length)));
  return strings;
}

/** Collects texts; its arrays are kept and used again for the next file. */
export class TextList {
  count = 0;
  private lengths = new Int32Array(1 << 10);
  private bytes = new Uint8Array(1 << 14);
  private bytesUsed = 0;

  clear(): void {
    this.count = this.bytesUsed = 0;
  }

  /** Appends the UTF-8 text that stands in `bytes` from `start` to `end` and returns its index. */
  add(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (this.bytesUsed + length > this.bytes.length) this.growBytes(length);
    const { bytes: own, bytesUsed } = this;
    let all = 0;
    for (let at = 0; at < length; at++) {
      const byte = bytes[start + at] ?? 0;
      own[bytesUsed + at] = byte;
      all |= byte;
    }
    this.bytesUsed = bytesUsed + length;
    return this.addLength(all < 128 ? length : codeUnits(bytes, start, end));
  }

  addString(text: string): number {
    const bytes = new TextEncoder().encode(text);
    return this.add(bytes, 0, bytes.length);
  }

  /** Views of the arrays: they hold until the list is cleared. */
  view(): Texts {
    return { lengths: this.lengths.subarray(0, this.count), bytes: this.bytes.subarray(0, this.bytesUsed) };
  }

  private addLength(length: number): number {
    if (this.count >= this.lengths.length) {
      const larger = new Int32Array(this.lengths.length * 2);
      larger.set(this.lengths);
      this.lengths = larger;
    }
    this.lengths[this.count] = length;
    return this.count++;
  }

  private growBytes(atLeast: number): void {
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.bytesUsed + atLeast));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** Continuation bytes add nothing; the first byte of a four-byte character stands for a surrogate pair. */
export function codeUnits(bytes: Uint8Array, start: number, end: number): number {
  let units = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}
