import { createHash } from 'node:crypto';
import { Problem } from './problem';

export interface PageAsked {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface Page<Item> {
  total: number;
  items: Item[];
  next: string | null;
}

/**
 * The window of a list that a request asks for. A cursor belongs to the list it was given for: `stamp` names what the
 * list is read from, and when that has changed since, going on would skip items or repeat them.
 */
export class Pager {
  readonly offset: number;
  readonly limit: number;
  readonly #url: URL;
  readonly #mark: string;

  constructor(url: URL, { limit, cursor }: PageAsked, stamp: string) {
    this.#url = url;
    this.#mark = createHash('sha256').update(stamp).digest('hex').slice(0, 12);
    const [offset = '0', mark = this.#mark] = cursor?.split('-') ?? [];
    if (mark !== this.#mark) throw new Problem(410, 'What this cursor belongs to has been replaced by a newer scan; begin again without a cursor.');
    this.offset = Number(offset);
    this.limit = limit;
  }

  /** The page out of the whole list. */
  of<Item>(all: readonly Item[]): Page<Item> {
    return this.page(all.slice(this.offset, this.offset + this.limit), all.length);
  }

  /** The page where only its own items were read. */
  page<Item>(items: Item[], total: number): Page<Item> {
    const end = this.offset + this.limit;
    return { total, items, next: end < total ? this.#urlAt(end) : null };
  }

  #urlAt(offset: number): string {
    const query = new URLSearchParams(this.#url.searchParams);
    query.set('cursor', `${offset}-${this.#mark}`);
    return `${this.#url.pathname}?${query}`;
  }
}
