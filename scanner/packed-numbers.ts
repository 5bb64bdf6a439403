/**
 * Columns of numbers as few bytes: what is written are differences to a number expected nearby, mostly one byte each
 * (zigzag: 0, −1, 1, −2 … become 0, 1, 2, 3 …; then seven bits a byte, low ones first, the top bit meaning "more").
 */
export class PackedWriter {
  private bytes = new Uint8Array(1 << 16);
  length = 0;

  number(value: number): void {
    this.length = putNumber(this.room(1), this.length, value);
  }

  raw(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.bytes.length) this.grow(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Each number as the difference to the one `stride` before it: to the same column of the row above. */
  column(numbers: Int32Array, stride: number): void {
    const bytes = this.room(numbers.length);
    let at = this.length;
    const first = Math.min(stride, numbers.length);
    for (let cell = 0; cell < first; cell++) at = putNumber(bytes, at, numbers[cell] ?? 0);
    for (let cell = stride; cell < numbers.length; cell++) {
      at = putNumber(bytes, at, (numbers[cell] ?? 0) - (numbers[cell - stride] ?? 0));
    }
    this.length = at;
  }

  /** The bytes, with room for so many more numbers: for who puts them there with `putNumber` and then sets `length`. */
  room(numbers: number): Uint8Array {
    if (this.length + numbers * MOST_BYTES > this.bytes.length) this.grow(numbers * MOST_BYTES);
    return this.bytes;
  }

  clear(): void {
    this.length = 0;
  }

  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  private grow(by: number): void {
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + by));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** Of one number. */
const MOST_BYTES = 5;

/** Writes a number at `at` and returns where it ends. */
export function putNumber(bytes: Uint8Array, at: number, value: number): number {
  let rest = (value << 1) ^ (value >> 31);
  // Above 127, read without a sign.
  while ((rest & ~127) !== 0) {
    bytes[at++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[at++] = rest;
  return at;
}

export class PackedReader {
  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  number(): number {
    const { bytes } = this;
    let byte = bytes[this.at++] ?? 0;
    let rest = byte & 127;
    for (let shift = 7; byte > 127 && shift < 35; shift += 7) {
      byte = bytes[this.at++] ?? 0;
      rest |= (byte & 127) << shift;
    }
    return (rest >>> 1) ^ -(rest & 1);
  }

  raw(length: number): Uint8Array {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  column(count: number, stride: number): Int32Array {
    const numbers = new Int32Array(count);
    for (let at = 0; at < count; at++) {
      numbers[at] = this.number() + (at < stride ? 0 : (numbers[at - stride] ?? 0));
    }
    return numbers;
  }
}
