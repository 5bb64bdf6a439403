/**
 * Facts as bytes, for the cache and for travel between threads: a header, the lengths of the sections, the sections.
 * Decoding reads the header only; each section is unpacked when somebody first looks at it.
 */
import { crc32 } from 'node:zlib';
import { FACTS_VERSION, type FileFacts, type Language, type Nodes } from './facts';
import { factsOf, tablesOf } from './facts-rows';
import {
  BindingRow,
  BlockRow,
  ExitRow,
  type FactTables,
  ImportRow,
  LANGUAGES,
  MarkerRow,
  ParameterRow,
  ProblemRow,
  ScopeRow,
  WithRow,
} from './facts-tables';
import { packLists, packNodes, unpackLists, unpackNodes } from './node-packing';
import { PackedReader, PackedWriter } from './packed-numbers';
import type { Texts } from './text-list';

/** `AFCT`, little-endian. */
const MAGIC = 0x54434641;

/** Header, in 32-bit words: magic, version, language, length of the whole, checksum of what follows, text length. */
const HEADER_WORDS = 6;
/** Offset of the first byte the checksum covers. */
const CHECKED_FROM = 20;

/** Tables whose rows are differences to the row above, and the width of a row. */
const TABLES = {
  scopes: ScopeRow.width,
  parameters: ParameterRow.width,
  blocks: BlockRow.width,
  bindings: BindingRow.width,
  withItems: WithRow.width,
  imports: ImportRow.width,
  exits: ExitRow.width,
  effects: 1,
  exports: 1,
  markers: MarkerRow.width,
  problems: ProblemRow.width,
  lineStarts: 1,
} as const;
type TableName = keyof typeof TABLES;
const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** Sections, each with two words in the directory: entries and bytes. */
const NAMES = 0;
const NODES = 1;
const LISTS = 2;
const FIRST_TABLE = 3;
const SECTIONS = FIRST_TABLE + TABLE_NAMES.length;
const SECTIONS_FROM = (HEADER_WORDS + SECTIONS * 2) * 4;

/** Reused between calls: extraction encodes file after file. */
const packed = new PackedWriter();
const directory = new Uint32Array(HEADER_WORDS + SECTIONS * 2);

/** The facts in one buffer. Only facts made by an extractor, or decoded, can be encoded. */
export function encodeFacts(facts: FileFacts): Uint8Array<ArrayBuffer> {
  const tables = tablesOf(facts);
  if (tables === undefined) throw new Error('Facts can be encoded only as they come from an extractor.');
  return encodeTables(tables);
}

/** The same, straight from the tables. */
export function encodeTables(tables: FactTables): Uint8Array<ArrayBuffer> {
  packed.clear();
  let word = HEADER_WORDS;
  let from = 0;
  /** Notes the section that ends here. */
  const section = (entries: number): void => {
    directory[word++] = entries;
    directory[word++] = packed.length - from;
    from = packed.length;
  };
  packTexts(tables.names);
  section(tables.names.lengths.length);
  packNodes(tables.nodes, packed);
  section(tables.nodes.count);
  packLists(tables.lists, packed);
  section(tables.lists.length);
  for (const name of TABLE_NAMES) {
    packed.column(tables[name], TABLES[name]);
    section(tables[name].length);
  }
  const bytes = new Uint8Array(SECTIONS_FROM + packed.length);
  const view = new DataView(bytes.buffer);
  bytes.set(packed.written(), SECTIONS_FROM);
  for (let index = HEADER_WORDS; index < word; index++) view.setUint32(index * 4, directory[index] ?? 0, true);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, FACTS_VERSION, true);
  view.setUint32(8, LANGUAGES.indexOf(tables.language), true);
  view.setUint32(12, bytes.length, true);
  view.setUint32(20, tables.length, true);
  view.setUint32(16, crc32(bytes.subarray(CHECKED_FROM)), true);
  return bytes;
}

/** Facts over the bytes, which must not change afterwards. Throws if they are of another version or damaged. */
export function decodeFacts(bytes: Uint8Array): FileFacts {
  if (bytes.length < SECTIONS_FROM) throw new Error('These are no facts: too few bytes.');
  const word = (index: number): number => wordOf(bytes, index);
  if (word(0) !== MAGIC) throw new Error('These are no facts: they do not begin like facts.');
  if (word(1) !== FACTS_VERSION) {
    throw new Error(`These facts are of version ${word(1)}; this program reads version ${FACTS_VERSION}.`);
  }
  const language = LANGUAGES[word(2)];
  if (language === undefined || word(3) !== bytes.length || word(4) !== crc32(bytes.subarray(CHECKED_FROM))) {
    throw new Error('These facts are damaged.');
  }
  return factsOf(new PackedTables(bytes, language));
}

function wordOf(bytes: Uint8Array, index: number): number {
  const at = index * 4;
  return ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;
}

/** Unpacks a section at each look at it, and keeps nothing: who reads tables makes something else of them. */
class PackedTables implements FactTables {
  constructor(
    private readonly bytes: Uint8Array,
    readonly language: Language,
  ) {}

  get length(): number {
    return wordOf(this.bytes, 5);
  }

  get names(): Texts {
    return unpackTexts(this.entries(NAMES), this.reader(NAMES));
  }

  get nodes(): Nodes {
    return unpackNodes(this.entries(NODES), this.reader(NODES));
  }

  get lists(): Int32Array {
    return unpackLists(this.entries(LISTS), this.reader(LISTS));
  }

  get lineStarts(): Int32Array {
    return this.column('lineStarts');
  }

  get scopes(): Int32Array {
    return this.column('scopes');
  }

  get parameters(): Int32Array {
    return this.column('parameters');
  }

  get blocks(): Int32Array {
    return this.column('blocks');
  }

  get bindings(): Int32Array {
    return this.column('bindings');
  }

  get withItems(): Int32Array {
    return this.column('withItems');
  }

  get imports(): Int32Array {
    return this.column('imports');
  }

  get exits(): Int32Array {
    return this.column('exits');
  }

  get effects(): Int32Array {
    return this.column('effects');
  }

  get exports(): Int32Array {
    return this.column('exports');
  }

  get markers(): Int32Array {
    return this.column('markers');
  }

  get problems(): Int32Array {
    return this.column('problems');
  }

  private column(name: TableName): Int32Array {
    const section = FIRST_TABLE + TABLE_NAMES.indexOf(name);
    return this.reader(section).column(this.entries(section), TABLES[name]);
  }

  private entries(section: number): number {
    return wordOf(this.bytes, HEADER_WORDS + section * 2);
  }

  private reader(section: number): PackedReader {
    let from = SECTIONS_FROM;
    for (let before = 0; before < section; before++) from += wordOf(this.bytes, HEADER_WORDS + before * 2 + 1);
    return new PackedReader(this.bytes, from);
  }
}

function packTexts({ lengths, bytes }: Texts): void {
  // Each length by itself: the one before it says nothing about it.
  packed.column(lengths, lengths.length);
  packed.number(bytes.length);
  packed.raw(bytes);
}

function unpackTexts(count: number, from: PackedReader): Texts {
  const lengths = from.column(count, count);
  return { lengths, bytes: from.raw(from.number()) };
}
