/** Expression nodes and lists as packed numbers: what a field means says which number to expect in it. */
import { Node, type Nodes, type Numbers } from './facts';
import { putNumber, type PackedReader, type PackedWriter } from './packed-numbers';

/** What a field of a node refers to. */
const PLAIN = 0;
/** A node, most often one just before. */
const CHILD = 1;
/** A list, most often the one just ended. */
const LIST = 2;

const A_REFERS = references({
  child: [
    Node.Attribute, Node.Call, Node.Await, Node.Subscript, Node.Starred, Node.DoubleStarred, Node.And, Node.Or,
    Node.Not, Node.Union, Node.Named, Node.Yield, Node.YieldFrom, Node.New, Node.Cast, Node.TypeOf,
  ],
  list: [Node.Opaque, Node.Tuple, Node.List, Node.Set, Node.Dict, Node.Conditional, Node.Compare],
});
const B_REFERS = references({
  child: [Node.Subscript, Node.Keyword, Node.And, Node.Or, Node.Union, Node.Named, Node.Cast],
  list: [Node.Call, Node.Format, Node.Comprehension, Node.New],
});

export function packNodes(nodes: Nodes, to: PackedWriter): void {
  const { count, kind, start, end, block } = nodes;
  to.raw(kind.subarray(0, count));
  const bytes = to.room(count * 3);
  let at = to.length;
  for (let node = 1; node < count; node++) at = putNumber(bytes, at, (start[node] ?? 0) - (start[node - 1] ?? 0));
  for (let node = 1; node < count; node++) at = putNumber(bytes, at, (end[node] ?? 0) - (start[node] ?? 0));
  for (let node = 1; node < count; node++) at = putNumber(bytes, at, (block[node] ?? 0) - (block[node - 1] ?? 0));
  to.length = at;
  packFields(nodes, nodes.a, A_REFERS, to);
  packFields(nodes, nodes.b, B_REFERS, to);
}

export function unpackNodes(count: number, from: PackedReader): Nodes {
  const kind = from.raw(count);
  const numbers = room(count);
  for (let node = 1, last = 0; node < count; node++) numbers[node] = last += from.number();
  const start = fitting(numbers, count);
  for (let node = 1; node < count; node++) numbers[node] = (start[node] ?? 0) + from.number();
  const end = fitting(numbers, count);
  for (let node = 1, last = 0; node < count; node++) numbers[node] = last += from.number();
  const block = fitting(numbers, count);
  const a = unpackFields(count, kind, A_REFERS, from);
  const b = unpackFields(count, kind, B_REFERS, from);
  return { count, kind, start, end, block, a, b };
}

function packFields({ count, kind }: Nodes, fields: Numbers, refers: Uint8Array, to: PackedWriter): void {
  const bytes = to.room(count);
  let at = to.length;
  let list = 0;
  for (let node = 1; node < count; node++) {
    let value = fields[node] ?? 0;
    const reference = refers[kind[node] ?? 0];
    if (reference === CHILD) value = node - value;
    else if (reference === LIST && value !== 0) {
      value -= list;
      list += value;
    }
    at = putNumber(bytes, at, value);
  }
  to.length = at;
}

function unpackFields(count: number, kind: Uint8Array, refers: Uint8Array, from: PackedReader): Numbers {
  const fields = room(count);
  let list = 0;
  for (let node = 1; node < count; node++) {
    const value = from.number();
    const reference = refers[kind[node] ?? 0];
    if (reference === CHILD) fields[node] = node - value;
    // A difference of 0 is no list: no two nodes share one.
    else if (reference === LIST && value !== 0) fields[node] = list += value;
    else fields[node] = value;
  }
  return fitting(fields, count);
}

/** A list is its length and its entries, each close to the entry before. */
export function packLists(lists: Int32Array, to: PackedWriter): void {
  const bytes = to.room(lists.length);
  let at = to.length;
  let last = 0;
  for (let cell = 1; cell < lists.length; ) {
    const count = lists[cell++] ?? 0;
    at = putNumber(bytes, at, count);
    for (const end = cell + count; cell < end; cell++) {
      const entry = lists[cell] ?? 0;
      at = putNumber(bytes, at, entry - last);
      last = entry;
    }
  }
  to.length = at;
}

export function unpackLists(length: number, from: PackedReader): Int32Array {
  const lists = new Int32Array(length);
  let entry = 0;
  for (let at = 1; at < length; ) {
    const count = from.number();
    lists[at] = count;
    const end = Math.min(at + 1 + count, length);
    for (at++; at < end; at++) lists[at] = entry += from.number();
  }
  return lists;
}

/** Columns are unpacked here, one after the other; what comes first in each stays 0. */
let unpacked = new Int32Array(1 << 12);

function room(count: number): Int32Array {
  if (unpacked.length < count) unpacked = new Int32Array(2 * count);
  return unpacked;
}

/** A copy of the first numbers, in two bytes each where that is enough. */
function fitting(numbers: Int32Array, count: number): Numbers {
  let bits = 0;
  for (let at = 0; at < count; at++) bits |= numbers[at] ?? 0;
  return bits >>> 16 === 0 ? new Uint16Array(numbers.subarray(0, count)) : numbers.slice(0, count);
}

function references(kinds: { child: readonly number[]; list: readonly number[] }): Uint8Array {
  const refers = new Uint8Array(256).fill(PLAIN);
  for (const kind of kinds.child) refers[kind] = CHILD;
  for (const kind of kinds.list) refers[kind] = LIST;
  return refers;
}
