/**
 * Names by their bytes, shared by all files a thread reads: most names of a file were seen in another one, and a
 * name that is known costs a hash and a comparison, no string.
 */
import { KEYWORDS, SOFT_KEYWORDS } from './tokens';

/** Past this the table is emptied before the next file, so that a long-lived process does not keep every name it met. */
const MOST_NAMES = 1 << 18;

const VALID_NAME = /^[\p{XID_Start}_][\p{XID_Continue}]*$/u;

export class NameTable {
  /** Name n's text; 0 is unused. Keywords come first. */
  private texts: string[] = [''];
  private hashes = new Int32Array(1 << 12);
  private offsets = new Int32Array(1 << 12);
  private lengths = new Int32Array(1 << 12);
  private bytes = new Uint8Array(1 << 16);
  private bytesUsed = 0;
  private slots = new Int32Array(1 << 13);

  /** Index of name n among the names of the current file; 0: not used in it so far. */
  private local = new Int32Array(1 << 12);
  private usedInFile: number[] = [];

  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** What names with bytes from 128 stand for; −1 for what is no name. */
  private normalized = new Map<number, number>();

  constructor() {
    for (const keyword of [...KEYWORDS, ...SOFT_KEYWORDS]) this.ofText(keyword);
  }

  /** Call before each file. */
  startFile(): void {
    for (const name of this.usedInFile) this.local[name] = 0;
    this.usedInFile.length = 0;
    if (this.texts.length > MOST_NAMES) this.forgetAll();
  }

  /** The name that stands in `bytes` from `start` to `end` and has that hash (see `hashOf`). */
  ofBytes(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const length = end - start;
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const name = this.slots[slot] ?? 0;
      if (name === 0) break;
      if (this.hashes[name] === hash && this.lengths[name] === length) {
        let known = this.offsets[name] ?? 0;
        let at = start;
        while (at < end && this.bytes[known] === bytes[at]) {
          known++;
          at++;
        }
        if (at === end) return name;
      }
      slot = (slot + 1) & mask;
    }
    return this.add(bytes, start, end, hash, slot);
  }

  ofText(text: string): number {
    const bytes = this.encoder.encode(text);
    return this.ofBytes(bytes, 0, bytes.length, hashOf(bytes, 0, bytes.length));
  }

  text(name: number): string {
    return this.texts[name] ?? '';
  }

  /**
   * A name with bytes from 128, in the form Python compares names by (NFKC); 0 if it is no name at all, such as a
   * word in typographic quotes.
   */
  normalize(name: number): number {
    let known = this.normalized.get(name);
    if (known === undefined) {
      const text = this.text(name).normalize('NFKC');
      known = VALID_NAME.test(text) ? this.ofText(text) : 0;
      this.normalized.set(name, known);
    }
    return known;
  }

  /** The name's index in the current file; `add` is asked for one at its first use there. */
  localOf(name: number, file: { addName(text: string): number }): number {
    const known = this.local[name] ?? 0;
    if (known !== 0) return known;
    const text = this.texts[name] ?? '';
    if (text === '') return 0;
    const index = file.addName(text);
    this.local[name] = index;
    this.usedInFile.push(name);
    return index;
  }

  private add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const name = this.texts.length;
    const length = end - start;
    if (name >= this.hashes.length) this.growRows();
    if (this.bytesUsed + length > this.bytes.length) this.growBytes(length);
    this.bytes.set(bytes.subarray(start, end), this.bytesUsed);
    this.texts.push(this.decoder.decode(bytes.subarray(start, end)));
    this.offsets[name] = this.bytesUsed;
    this.lengths[name] = length;
    this.hashes[name] = hash;
    this.bytesUsed += length;
    this.slots[slot] = name;
    if (name * 2 > this.slots.length) this.growSlots();
    return name;
  }

  private growRows(): void {
    this.hashes = doubled(this.hashes);
    this.offsets = doubled(this.offsets);
    this.lengths = doubled(this.lengths);
    this.local = doubled(this.local);
  }

  private growBytes(atLeast: number): void {
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.bytesUsed + atLeast));
    larger.set(this.bytes);
    this.bytes = larger;
  }

  private growSlots(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    const mask = this.slots.length - 1;
    for (let name = 1; name < this.texts.length; name++) {
      const hash = this.hashes[name] ?? 0;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = name;
    }
  }

  private forgetAll(): void {
    this.texts = [''];
    this.slots.fill(0);
    this.local.fill(0);
    this.bytesUsed = 0;
    this.normalized.clear();
    for (const keyword of [...KEYWORDS, ...SOFT_KEYWORDS]) this.ofText(keyword);
  }
}

/** The hash the tokenizer computes while it looks for the end of a name. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = bytes[start] ?? 0;
  for (let at = start + 1; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
  return hash;
}

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
