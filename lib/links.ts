/** Where every page of the board is. Pages and components never spell a URL. */
import { filterQuery, type Filter } from './filter';

/** The place a reader stands at: a project, at a week or (null) at its latest state. Every link keeps it. */
export interface Place {
  project: string;
  week: string | null;
}

type Query = Record<string, string | null | undefined>;

export const links = {
  projects: () => '/',
  board: (place: Place) => at(place, ''),
  files: (place: Place, filter: Partial<Filter> = {}, query: Query = {}) =>
    at(place, '/files', { ...filterQuery(filter), ...query }),
  /** A portion of the list, as the page fetches it. */
  fileRows: (place: Place, filter: Partial<Filter> = {}, query: Query = {}) => at(place, '/files/rows', { ...filterQuery(filter), ...query }),
  file: (place: Place, id: number, line?: number) => at(place, `/files/${id}`) + (line === undefined ? '' : `#L${line}`),
  services: (place: Place) => at(place, '/services'),
  service: (place: Place, name: string) => at(place, `/services/${encodeURIComponent(name)}`),
  phases: (place: Place) => at(place, '/phases'),
  phase: (place: Place, name: string) => at(place, `/phases/${encodeURIComponent(name)}`),
  next: (place: Place, unit?: string) => at(place, '/next', { unit }),
  hazards: (place: Place, rule?: string) => at(place, '/hazards', { rule }),
  /** The chart as a table; of one service or phase where named. */
  weeks: (place: Place, of: { service?: string; phase?: string } = {}) => at(place, '/weeks', of),
  week: (place: Place, move?: string) => at(place, '/week', { move }),
  report: (place: Place) => at(place, '/report'),
  search: (place: Place, text?: string) => at(place, '/search', { q: text }),
  /** Events that tell how far a scan is. */
  live: (place: Place) => at({ ...place, week: null }, '/live'),
  activity: (place: Place) => at(place, '/activity'),
  quality: (place: Place) => at(place, '/quality'),
  account: (said?: string) => `/account${queryText({ said })}`,
  /** `to`: the path to go on to; `said`: what the page says about the last try. */
  signIn: (to = '/', said?: string) => `/sign-in${queryText({ to: to === '/' ? null : to, said })}`,
  signInForm: () => '/sign-in/session',
  signOutForm: () => '/sign-out',
};

function at({ project, week }: Place, page: string, query: Query = {}): string {
  return `/p/${encodeURIComponent(project)}${page}${queryText({ ...query, week })}`;
}

export function queryText(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) parameters.set(key, value);
  const text = parameters.toString();
  // Commas and slashes are legal in a query and easier to read unescaped.
  return text ? `?${text.replaceAll('%2C', ',').replaceAll('%2F', '/')}` : '';
}
