import type { Language } from '../facts';
import type { UsageKind } from '../../lib/migration';
import type { PackDocument, Presentation, SideDocument } from './document';
import type { Guess, Operation, Pack, Role, Side, Symbol } from './pack';

/** A document as the scanner uses it. @param library stub source by module */
export function compilePack(document: PackDocument, library: Readonly<Record<string, string>>, digest: string | null): Pack {
  const sides: readonly (readonly [Side, SideDocument])[] = [['legacy', document.legacy], ['target', document.target]];
  const classes = sides.flatMap(([, side]) => Object.entries(side.classes ?? {}));
  const functions = sides.flatMap(([, side]) => Object.entries(side.functions ?? {}));
  const making = (what: string): Set<string> => new Set(functions.flatMap(([name, entry]) => (entry?.makes === what ? [name] : [])));
  return {
    name: document.pack,
    title: document.title,
    presentation: presentationOf(document),
    language: document.language,
    digest,
    library,
    namedIn: matcher(document.packages ?? [], (words) => new RegExp(`(^|["'\\s,[])(${words})\\b`, 'im')),
    isImportedBy: matcher(document.modules, (words) => new RegExp(`^(${words})(?![\\w-])`)),
    judgements: new Set(document.rules),
    hazards: new Set(document.hazards),
    blocking: document.blocking,
    roles: rolesOf(sides),
    functions: symbolsOf(sides, (side) => calledFunctions(side), 'call'),
    mentions: symbolsOf(sides, (side) => side.mentions, 'reference'),
    imports: symbolsOf(sides, (side) => side.imports, 'reference'),
    extensions: classes.flatMap(([name, entry]) => (entry?.takesRole === true ? [name] : [])),
    memberKinds: byName(Object.entries(document.kinds ?? {}).flatMap(([name, kind]) => (kind === null ? [] : [[name, kind] as const]))),
    removed: new Set(document.removed),
    factories: new Set(classes.flatMap(([name, entry]) => (entry?.factory === true ? [name] : []))),
    baseFunctions: making('model-base'),
    baseMixins: new Set(document.target.mixins),
    engines: making('engine'),
    passing: new Set(document.passing),
    drivers: byName(sides.flatMap(([side, { drivers = [] }]) => drivers.map((name) => [name, side] as const))),
    guess: guessOf(document.guess, document.language),
    hints: (document.hints ?? []).map(({ method, argument, gives }) => ({ method, argument: new Set(argument), gives })),
    optionKeys: new Set(document.optionKeys),
    notOperations: new Set(document.notOperations),
    bridges: new Set(document.bridges),
  };
}

function presentationOf({ words, checklist, examples }: PackDocument): Presentation {
  return { words, checklist, examples };
}

type Sides = readonly (readonly [Side, SideDocument])[];

/** A class on both sides has the role that it has on the first, and each of its operations the side that names it. */
function rolesOf(sides: Sides): Record<string, Role> {
  const roles: Record<string, Role> = {};
  for (const [mode, side] of sides) {
    for (const [name, entry] of Object.entries(side.classes ?? {})) {
      if (entry?.takesRole === true) continue;
      const before = roles[name];
      const named = Object.entries(entry?.operations ?? {}).map(([method, operation]): [string, Operation] => [method, { side: mode, kind: operation?.kind, text: operation?.text, options: operation?.options }]);
      const operations = entry?.operations === undefined && before?.operations === undefined ? undefined : new Map([...(before?.operations ?? []), ...named]);
      roles[name] = { role: entry?.role ?? 'session', mode, api: entry?.as ?? lastPart(name), ...before, ...(operations === undefined ? {} : { operations }) };
    }
  }
  return roles;
}

/** What makes engines and bases is judged by what it makes. */
function calledFunctions(side: SideDocument): SideDocument['functions'] {
  return Object.fromEntries(Object.entries(side.functions ?? {}).filter(([, entry]) => entry?.makes === undefined));
}

type Entries = Readonly<Record<string, { kind?: UsageKind | undefined; as?: string | undefined; arguments?: number | undefined; targetWith?: readonly string[] | undefined } | null>>;

function symbolsOf(sides: Sides, entriesOf: (side: SideDocument) => Entries | undefined, kind: UsageKind): Map<string, Symbol> {
  return new Map(
    sides.flatMap(([side, document]) =>
      Object.entries(entriesOf(document) ?? {}).map(([name, entry]): [string, Symbol] => {
        const targetWith = entry?.targetWith === undefined ? undefined : new Set(entry.targetWith);
        return [name, { side, kind: entry?.kind ?? kind, api: entry?.as ?? lastPart(name), leastArguments: entry?.arguments, targetWith }];
      }),
    ),
  );
}

/** Asked for whatever stands in code: `constructor` must be no key that every object has. */
function byName<V>(entries: readonly (readonly [string, V])[]): Record<string, V> {
  return Object.assign(Object.create(null) as Record<string, V>, Object.fromEntries(entries));
}

const NEVER = /(?!)/;

/** Whether a name ends in one of the words: `db_session` in Python, `dbSession` and `session_` in TypeScript as well. */
function endingIn(names: readonly string[], language: Language): RegExp {
  if (language === 'python') return anyOf(names, (words) => new RegExp(`(^|_)(${words})$`, 'i'));
  const capitalized = names.map((name) => name.charAt(0).toUpperCase() + name.slice(1));
  return anyOf(capitalized, (later) => anyOf(names, (words) => new RegExp(`((^|_)(${words}|${later})|[a-z0-9](${later}))_?$`)));
}

function guessOf(guess: PackDocument['guess'], language: Language): Guess {
  if (guess === undefined) return { api: '', names: NEVER, methods: new Set(), chains: new Set(), paths: NEVER, lookAlikes: NEVER };
  const { as: api, names, methods, chains, modules, lookAlikes } = guess;
  return {
    api,
    names: endingIn(names, language),
    methods: new Set(methods),
    chains: new Set(chains),
    paths: anyOf(modules, (words) => new RegExp(`(^|[._])(${words})(_[a-z_]+)?$`)),
    lookAlikes: anyOf(lookAlikes, (words) => new RegExp(`^(${words})`)),
  };
}

function matcher(words: readonly string[], pattern: (words: string) => RegExp): (text: string) => boolean {
  const expression = anyOf(words, pattern);
  return (text) => expression.test(text);
}

/** Alternatives of plain words: nothing that a pack says becomes a pattern of its own. */
function anyOf(words: readonly string[], pattern: (words: string) => RegExp): RegExp {
  return words.length === 0 ? NEVER : pattern(words.map(escaped).join('|'));
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
