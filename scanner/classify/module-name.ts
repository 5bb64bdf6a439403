/**
 * What a source file is called after, by its path alone: a name must not change because another file appears, or the course
 * of a service over the weeks would break off.
 */

/** The file's own name without its ending; the folder's for `__init__.py` and `index.ts`. */
export function stemOf(path: string): string {
  return partsOf(path).stem;
}

/**
 * `order_service` for `app/services/order_service.py`. Where the stem says only which part of a feature the file is, the
 * feature's package: `incident` for `dispatch/incident/service.py`, `case.type` for `dispatch/case/type/service.py`.
 */
export function moduleName(path: string): string {
  const { folders, stem, isFolder } = partsOf(path);
  const feature = ANYWHERE.has(stem) || WITHIN_A_FEATURE.has(stem) || BELOW_THE_TOP.has(stem) ? featureOf(folders, stem, isFolder) : undefined;
  return feature ?? stem;
}

function featureOf(folders: readonly string[], stem: string, isFolder: boolean): string | undefined {
  const [holder = ''] = folders.slice(-1);
  const inLayer = isPlain(holder) && holder !== 'app' && holder !== 'src';
  // `tasks` in `repositories/tasks.py` is what is kept there.
  if (inLayer && !ANYWHERE.has(stem)) return undefined;
  const telling = folders.filter((folder, index) => !isPlain(folder) && folder !== folders[index - 1]);
  const isBelowTop = CONTAINERS.has(folders[folders.indexOf(telling[0] ?? '') - 1] ?? '');
  // The first is the package of the whole application, as a rule, and distinguishes nothing.
  const own = isBelowTop || telling.length === 1 ? telling : telling.slice(1);
  if (telling.length === 1 && !isBelowTop && (inLayer || isFolder || BELOW_THE_TOP.has(stem))) return undefined;
  return own.slice(-2).join('.') || undefined;
}

function partsOf(path: string): { readonly folders: readonly string[]; readonly stem: string; readonly isFolder: boolean } {
  const folders = path.split('/');
  const stem = (folders.pop() ?? path).replace(/\.[^.]+$/, '');
  return stem === '__init__' || stem === 'index' ? { stem: folders.pop() ?? stem, folders, isFolder: true } : { stem, folders, isFolder: false };
}

/** Parts of a feature, wherever they lie. */
const ANYWHERE = setOf('service view views api route routes router routers endpoint endpoints controller controllers resolver resolvers handler handlers crud dao repository');
/** The same, but what a layer holds where the folder is one: `routes/tasks.py` is about tasks. */
const WITHIN_A_FEATURE = setOf('services model models schema schemas repositories query queries task tasks job jobs flow flows messaging scheduled');
/** They say something of a whole application, and of a package in it only that it has one. */
const BELOW_THE_TOP = setOf('main app base common core util utils helper helpers config settings constants db database session dependencies deps worker workers');

/** What lies in these is a feature or an application. */
const CONTAINERS = setOf('app apps modules features domain domains plugins components services microservices packages');
/** Layers, and what packages lie in: folders that name no feature. */
const PLAIN = new Set([
  ...ANYWHERE, ...CONTAINERS,
  ...setOf('model models schema schemas repositories queries tasks jobs flows scheduled main base common core util utils helper helpers config settings db database dependencies deps worker workers'),
  ...setOf('src lib libs py python backend server internal shared apis entities adapters entrypoints service_layer background celery utilities ui web rest ee'),
]);

function isPlain(folder: string): boolean {
  return folder === '' || PLAIN.has(folder.replace(/^_+/, '')) || /^(api_)?v\d+$/.test(folder);
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
