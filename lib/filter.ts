/** URL ⇄ filter ⇄ match: the grammar of filtered lists of files. A list of values stands comma-separated: `?state=sync,blocking`. */
import { CATEGORIES, FILE_STATUSES, STATES, type Category, type FileStatus, type State, type StateCounts } from './migration';

export interface Filter {
  /** Words that the path or the service must contain. */
  q: string;
  /** Any of these states occurs in the file. */
  state: readonly State[];
  category: readonly Category[];
  status: readonly FileStatus[];
  service: readonly string[];
  phase: readonly string[];
  assignee: readonly string[];
  owner: readonly string[];
  /** Only files with a hazard. */
  hazard: boolean;
}

export const NO_FILTER: Filter = {
  q: '',
  state: [],
  category: [],
  status: [],
  service: [],
  phase: [],
  assignee: [],
  owner: [],
  hazard: false,
};

export type SearchParams = Record<string, string | string[] | undefined>;

/** Values that the vocabulary does not know are dropped: an old link shows more rather than an error. */
export function parseFilter(params: SearchParams): Filter {
  return {
    q: single(params.q).slice(0, 200),
    state: known(params.state, STATES),
    category: known(params.category, CATEGORIES),
    status: known(params.status, FILE_STATUSES),
    service: splitList(params.service),
    phase: splitList(params.phase),
    assignee: splitList(params.assignee),
    owner: splitList(params.owner),
    hazard: single(params.hazard) === 'yes',
  };
}

export function filterQuery(filter: Partial<Filter>): Record<string, string> {
  const query: Record<string, string> = {};
  if (filter.q) query.q = filter.q;
  for (const key of ['state', 'category', 'status', 'service', 'phase', 'assignee', 'owner'] as const) {
    const values = filter[key];
    if (values && values.length > 0) query[key] = values.map(escape).join(',');
  }
  if (filter.hazard) query.hazard = 'yes';
  return query;
}

export interface Filterable {
  path: string;
  service: string;
  category: Category;
  status: FileStatus;
  phase: string | null;
  assignee: string | null;
  owners: readonly string[];
  hazards: number;
  counts: StateCounts;
}

/** Whether a file passes: all keys must hold, any value of a key does. */
export function matcherOf(filter: Filter): (file: Filterable) => boolean {
  const words = filter.q.toLowerCase().split(/\s+/).filter(Boolean);
  const any = <Value>(values: readonly Value[], value: Value | null) => values.length === 0 || (value !== null && values.includes(value));
  return (file) =>
    any(filter.category, file.category) &&
    any(filter.status, file.status) &&
    any(filter.service, file.service) &&
    any(filter.phase, file.phase) &&
    any(filter.assignee, file.assignee) &&
    (filter.owner.length === 0 || file.owners.some((owner) => filter.owner.includes(owner))) &&
    (!filter.hazard || file.hazards > 0) &&
    (filter.state.length === 0 || filter.state.some((state) => (file.counts[state] ?? 0) > 0)) &&
    (words.length === 0 || words.every((word) => `${file.path} ${file.service}`.toLowerCase().includes(word)));
}

export function isEmpty(filter: Filter): boolean {
  return Object.keys(filterQuery(filter)).length === 0;
}

function single(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** Comma-separated values; a comma within one is written `\,`. */
export function splitList(value: string | string[] | undefined): string[] {
  const text = Array.isArray(value) ? value.join(',') : (value ?? '');
  return text.split(/(?<!\\),/).map((part) => part.replaceAll('\\,', ',').trim()).filter(Boolean).slice(0, 100);
}

/** A service's name may hold a comma. */
function escape(value: string): string {
  return value.replaceAll(',', '\\,');
}

function known<Value extends string>(value: string | string[] | undefined, values: readonly Value[]): Value[] {
  const asked = new Set(splitList(value));
  return values.filter((candidate) => asked.has(candidate));
}
