/**
 * The names of one file by their bytes. A name that the file used before costs a hash and a comparison with bytes
 * that are still near; no string is ever made of one. Texts of literals are names here, too.
 */
import type { TextList } from '../text-list';
import { KEYWORDS, SOFT_KEYWORDS } from './tokens';

/** Numbers kept for each name: its hash, where its bytes begin, how many they are, and its index in the facts (0: none so far). */
const HASH = 0;
const AT = 1;
const LENGTH = 2;
const LOCAL = 3;
const WIDTH = 4;

const FEWEST_SLOTS = 1 << 11;

const VALID_NAME = /^[\p{XID_Start}_][\p{XID_Continue}]*$/u;

export class NameTable {
  /** Names that there are; 0 is unused, keywords come first. */
  private count = 1;
  private rows = new Int32Array(WIDTH << 11);
  private bytes = new Uint8Array(1 << 15);
  private bytesUsed = 0;
  /** By hash, the next free one where several names want the same. Only the first `mask + 1` are used. */
  private slots = new Int32Array(FEWEST_SLOTS);
  private mask = FEWEST_SLOTS - 1;

  /** What every file begins with: the keywords. */
  private readonly keywordSlots: Int32Array;
  private readonly keywordCount: number;
  private readonly keywordBytes: number;

  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** What names with bytes from 128 stand for; 0 for what is no name. */
  private readonly normalized = new Map<number, number>();

  constructor() {
    for (const keyword of [...KEYWORDS, ...SOFT_KEYWORDS]) this.ofText(keyword);
    this.keywordSlots = this.slots.slice();
    this.keywordCount = this.count;
    this.keywordBytes = this.bytesUsed;
  }

  /** Call before each file. */
  startFile(): void {
    this.slots.set(this.keywordSlots);
    this.mask = FEWEST_SLOTS - 1;
    this.count = this.keywordCount;
    this.bytesUsed = this.keywordBytes;
    for (let name = 1; name < this.count; name++) this.rows[name * WIDTH + LOCAL] = 0;
    this.normalized.clear();
  }

  /** The name that stands in `bytes` from `start` to `end` and has that hash (see `hashOf`). */
  ofBytes(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const { rows, slots, mask } = this;
    const length = end - start;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const name = slots[slot] ?? 0;
      if (name === 0) return this.add(bytes, start, end, hash, slot);
      const row = name * WIDTH;
      if (rows[row + HASH] === hash && rows[row + LENGTH] === length && this.holds(rows[row + AT] ?? 0, bytes, start, end)) return name;
      slot = (slot + 1) & mask;
    }
  }

  ofText(text: string): number {
    const bytes = this.encoder.encode(text);
    return this.ofBytes(bytes, 0, bytes.length, hashOf(bytes, 0, bytes.length));
  }

  text(name: number): string {
    const at = this.rows[name * WIDTH + AT] ?? 0;
    return this.decoder.decode(this.bytes.subarray(at, at + (this.rows[name * WIDTH + LENGTH] ?? 0)));
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

  /** The name's index in `texts`, those of the facts of the file; it is put there at its first use. */
  localOf(name: number, texts: TextList): number {
    const row = name * WIDTH;
    const known = this.rows[row + LOCAL] ?? 0;
    const length = this.rows[row + LENGTH] ?? 0;
    if (known !== 0 || length === 0) return known;
    const at = this.rows[row + AT] ?? 0;
    const local = texts.add(this.bytes, at, at + length);
    this.rows[row + LOCAL] = local;
    return local;
  }

  private holds(known: number, bytes: Uint8Array, start: number, end: number): boolean {
    const own = this.bytes;
    for (let at = start; at < end; at++, known++) if (own[known] !== bytes[at]) return false;
    return true;
  }

  private add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const length = end - start;
    const name = this.count++;
    const row = name * WIDTH;
    if (row + WIDTH > this.rows.length) this.growRows();
    if (this.bytesUsed + length > this.bytes.length) this.growBytes(length);
    const { rows, bytes: own, bytesUsed } = this;
    for (let at = 0; at < length; at++) own[bytesUsed + at] = bytes[start + at] ?? 0;
    rows[row + HASH] = hash;
    rows[row + AT] = bytesUsed;
    rows[row + LENGTH] = length;
    rows[row + LOCAL] = 0;
    this.bytesUsed = bytesUsed + length;
    this.slots[slot] = name;
    if (name * 2 > this.mask) this.useMoreSlots();
    return name;
  }

  private growRows(): void {
    const larger = new Int32Array(this.rows.length * 2);
    larger.set(this.rows);
    this.rows = larger;
  }

  private growBytes(atLeast: number): void {
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.bytesUsed + atLeast));
    larger.set(this.bytes);
    this.bytes = larger;
  }

  private useMoreSlots(): void {
    const count = (this.mask + 1) * 4;
    if (count > this.slots.length) this.slots = new Int32Array(count);
    else this.slots.fill(0, 0, count);
    const mask = (this.mask = count - 1);
    for (let name = 1; name < this.count; name++) {
      const hash = this.rows[name * WIDTH + HASH] ?? 0;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = name;
    }
  }
}

/** The hash the tokenizer computes while it looks for the end of a name. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = bytes[start] ?? 0;
  for (let at = start + 1; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
  return hash;
}
