/**
 * Collects the facts of one file. Language-neutral: an extractor calls it while it reads. The arrays are kept and
 * used again for the next file (most files are small, and growing arrays anew would cost more than reading them),
 * so one builder serves one file at a time.
 */
import type { Language, NodeKind } from './facts';
import {
  BindingRow,
  BlockRow,
  ExitRow,
  type FactTables,
  ImportRow,
  MarkerRow,
  ParameterRow,
  ProblemRow,
  ScopeRow,
  WithRow,
} from './facts-tables';
import { NumberTable } from './number-table';
import { TextList } from './text-list';

export class FactsBuilder {
  /** The block that new nodes stand in. */
  block = 0;

  nodeCount = 1;
  kind = new Uint8Array(1 << 14);
  start = new Int32Array(1 << 14);
  end = new Int32Array(1 << 14);
  blockOf = new Int32Array(1 << 14);
  a = new Int32Array(1 << 14);
  b = new Int32Array(1 << 14);

  lists = new Int32Array(1 << 14);
  listsLength = 1;
  /** Entries of lists that are still being collected; inner lists lie above outer ones. */
  private pending = new Int32Array(1 << 10);
  pendingLength = 0;

  readonly scopes = new NumberTable(ScopeRow.width);
  readonly parameters = new NumberTable(ParameterRow.width);
  readonly blocks = new NumberTable(BlockRow.width);
  readonly bindings = new NumberTable(BindingRow.width);
  readonly withItems = new NumberTable(WithRow.width);
  readonly imports = new NumberTable(ImportRow.width);
  readonly exits = new NumberTable(ExitRow.width);
  readonly effects = new NumberTable(1);
  readonly exports = new NumberTable(1);
  readonly markers = new NumberTable(MarkerRow.width);
  readonly problems = new NumberTable(ProblemRow.width);

  readonly names = new TextList();

  /** Forgets the previous file. */
  reset(): void {
    this.block = 0;
    this.nodeCount = 1;
    this.listsLength = 1;
    this.lists[0] = 0;
    this.pendingLength = 0;
    for (const table of this.tables()) table.clear();
    this.names.clear();
    this.names.addString('');
  }

  /** A new node at the end: children must have been added before. */
  node(kind: NodeKind, start: number, end: number, a: number, b: number): number {
    const index = this.nodeCount++;
    if (index >= this.kind.length) this.growNodes();
    this.kind[index] = kind;
    this.start[index] = start;
    this.end[index] = end;
    this.blockOf[index] = this.block;
    this.a[index] = a;
    this.b[index] = b;
    return index;
  }

  /** For a node that turns out not to be wanted, before anything refers to it. */
  dropLastNode(): void {
    this.nodeCount--;
  }

  /** Begins a list; hand the result to `endList`. Lists nest. */
  beginList(): number {
    return this.pendingLength;
  }

  push(entry: number): void {
    if (this.pendingLength >= this.pending.length) this.pending = doubled(this.pending);
    this.pending[this.pendingLength++] = entry;
  }

  /** The entry pushed `index` places after `mark`. */
  pushed(mark: number, index: number): number {
    return this.pending[mark + index] ?? 0;
  }

  /** Stores what was pushed since `mark` and returns the list's offset, 0 for an empty one. */
  endList(mark: number): number {
    const count = this.pendingLength - mark;
    if (count === 0) return 0;
    while (this.listsLength + count + 1 > this.lists.length) this.lists = doubled(this.lists);
    const list = this.listsLength;
    const lists = this.lists;
    const pending = this.pending;
    lists[list] = count;
    for (let entry = 0; entry < count; entry++) lists[list + 1 + entry] = pending[mark + entry] ?? 0;
    this.listsLength = list + count + 1;
    this.pendingLength = mark;
    return list;
  }

  /** Forgets what was pushed since `mark`. */
  dropList(mark: number): void {
    this.pendingLength = mark;
  }

  /** What was collected, in the arrays of the builder: it holds until the next file is begun. */
  view(language: Language, length: number, lineStarts: Int32Array): FactTables {
    const count = this.nodeCount;
    return {
      language,
      length,
      names: this.names.view(),
      lineStarts,
      nodes: {
        count,
        kind: this.kind.subarray(0, count),
        start: this.start.subarray(0, count),
        end: this.end.subarray(0, count),
        block: this.blockOf.subarray(0, count),
        a: this.a.subarray(0, count),
        b: this.b.subarray(0, count),
      },
      lists: this.lists.subarray(0, this.listsLength),
      scopes: this.scopes.view(),
      parameters: this.parameters.view(),
      blocks: this.blocks.view(),
      bindings: this.bindings.view(),
      withItems: this.withItems.view(),
      imports: this.imports.view(),
      exits: this.exits.view(),
      effects: this.effects.view(),
      exports: this.exports.view(),
      markers: this.markers.view(),
      problems: this.problems.view(),
    };
  }

  /** Replaces every offset by what `offsets` holds for it: from bytes to UTF-16 code units. */
  translateOffsets(offsets: Int32Array): void {
    for (let node = 1; node < this.nodeCount; node++) {
      this.start[node] = offsets[this.start[node] ?? 0] ?? 0;
      this.end[node] = offsets[this.end[node] ?? 0] ?? 0;
    }
    this.scopes.translate(offsets, ScopeRow.start, ScopeRow.end, ScopeRow.nameStart, ScopeRow.nameEnd);
    this.parameters.translate(offsets, ParameterRow.start, ParameterRow.end);
    this.blocks.translate(offsets, BlockRow.start, BlockRow.end);
    this.bindings.translate(offsets, BindingRow.at);
    this.withItems.translate(offsets, WithRow.start);
    this.imports.translate(offsets, ImportRow.start, ImportRow.end);
    this.exits.translate(offsets, ExitRow.start);
    this.markers.translate(offsets, MarkerRow.start);
    this.problems.translate(offsets, ProblemRow.start, ProblemRow.end);
  }

  /** Lengths of everything, to return to with `rewind` after a reading that turned out wrong. Names stay. */
  mark(): readonly number[] {
    return [this.nodeCount, this.listsLength, this.pendingLength, ...this.tables().map((table) => table.rows)];
  }

  rewind(mark: readonly number[]): void {
    const [nodes = 1, lists = 1, pending = 0, ...rows] = mark;
    this.nodeCount = nodes;
    this.listsLength = lists;
    this.pendingLength = pending;
    this.tables().forEach((table, index) => table.truncate(rows[index] ?? 0));
  }

  private tables(): NumberTable[] {
    return [
      this.scopes,
      this.parameters,
      this.blocks,
      this.bindings,
      this.withItems,
      this.imports,
      this.exits,
      this.effects,
      this.exports,
      this.markers,
      this.problems,
    ];
  }

  private growNodes(): void {
    const kind = new Uint8Array(this.kind.length * 2);
    kind.set(this.kind);
    this.kind = kind;
    this.start = doubled(this.start);
    this.end = doubled(this.end);
    this.blockOf = doubled(this.blockOf);
    this.a = doubled(this.a);
    this.b = doubled(this.b);
  }
}

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
