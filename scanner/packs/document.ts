/**
 * What a pack may say: one description for the reader, for the published JSON schema (`schema/pack.schema.json`) and for
 * the documentation. Data only: what needs code is a rule of `classify/` that a pack names.
 */
import { z } from 'zod';
import { HAZARD_RULE_NAMES } from '../../lib/hazards';
import { CATEGORIES, STATES, USAGE_KINDS } from '../../lib/migration';
import { JUDGEMENTS, ROLES } from './pack';

/** Sets of library descriptions that come with Awaited, in `library/`; those of the language are always there. */
export const LIBRARY_SETS = ['frameworks', 'sqlalchemy', 'typeorm'] as const;

/** On one line: it stands in tables, logs and terminals. */
const text = (limit: number) => z.string().min(1, 'must not be empty').max(limit, `must not be longer than ${limit} characters`).regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'must be one line of text');
const prose = (limit: number) => z.string().max(limit, `must not be longer than ${limit} characters`);
const member = z.string().regex(/^[A-Za-z_$][\w$]{0,99}$/, 'expected a name such as execute');
const moduleName = z.string().max(200).regex(/^[\w$@/.-]+$/, 'expected a module such as sqlalchemy.orm');
/** `sqlalchemy.orm.Session`, `requests.get`, `next-auth/next.getServerSession` */
const symbol = z.string().max(300).regex(/^[\w$@/.-]+\.[\w$]+$/, 'expected a module and a name in it, such as requests.get');
const packageName = z.string().max(200).regex(/^[\w$@/.-]+$/, 'expected the name of a package');
/** Keys with nothing behind them say all there is to say. */
const names = <T extends z.ZodType>(value: T) => z.record(member, value.nullable());
const symbols = <T extends z.ZodType>(value: T) => z.record(symbol, value.nullable());
const members = z.array(member).max(200);
const symbolList = z.array(symbol).max(500);

const kind = z.enum(USAGE_KINDS);

const operation = z.strictObject({
  kind: kind.optional().describe('Kind of the usage; without it that of the class.'),
  text: z.enum(['legacy', 'target']).optional().describe('Side of the call where its first argument is a literal text: `execute("select 1")`.'),
  options: z.number().int().min(0).max(9).optional().describe('Position of an argument that may be an object of options: the call counts only where something else is given there, as in `findOne(id)`.'),
});

const classDocument = z
  .strictObject({
    role: z.enum(ROLES).optional().describe('What an object of the class is to the migration; without it a `session`: what one opens, hands around and works with.'),
    as: text(100).optional().describe('What it is called in `api`; without it the name of the class.'),
    operations: names(operation).optional().describe('Methods that count when they are called; without it all public ones.'),
    factory: z.boolean().optional().describe('Calling the class makes a factory, and does not open a session.'),
    takesRole: z.boolean().optional().describe('The class has the role of its base, and its own methods count as well.'),
  })
  .describe('A class of the library.');

const functionDocument = z
  .strictObject({
    kind: kind.optional().describe('Kind of the usage; without it `call`.'),
    as: text(100).optional().describe('What it is called in `api`; without it the name.'),
    makes: z.enum(['engine', 'model-base']).optional().describe('Its result is made here, and is what says on which side it is.'),
    arguments: z.int().min(1).max(20).optional().describe('Counts only where at least so many arguments are passed: `getSession({ req })`.'),
    targetWith: members.optional().describe('On the target where one of these is taken from its result: `const { auth } = NextAuth(config)`.'),
  })
  .describe('A function of the library, or a class that only counts where it is called.');

const mention = z
  .strictObject({
    kind: kind.optional().describe('Kind of the usage; without it `reference`.'),
    as: text(100).optional().describe('What it is called in `api`; without it the name.'),
  })
  .describe('A name that counts wherever it stands: as a base class, a decorator, an annotation, an argument.');

const side = z.strictObject({
  classes: symbols(classDocument).optional().describe('Classes whose objects the code works with.'),
  functions: symbols(functionDocument).optional().describe('Functions whose calls count.'),
  mentions: symbols(mention).optional().describe('Names that count wherever they stand.'),
  imports: z.record(moduleName, mention.nullable()).optional().describe('Modules that count where they are imported or exported from.'),
  drivers: z.array(packageName).max(200).optional().describe('Packages among the dependencies, and names of drivers in URLs.'),
  mixins: symbolList.optional().describe('Classes that put a model base on this side.'),
});

const stateWords = z.strictObject({ label: text(30), meaning: text(200).optional() });

const checklistItem = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, 'expected a name such as signatures').describe('Stable: ticks refer to it.'),
    label: text(120),
    labels: z.partialRecord(z.enum(CATEGORIES), text(120)).optional().describe('What it is called in files of a category.'),
    categories: z.array(z.enum(CATEGORIES)).max(20).optional().describe('Only files of these have it.'),
    covers: z.array(z.strictObject({ kind: kind.optional(), methods: members.optional() })).max(30).optional().describe('Usages that it is about: of any of these kinds, and methods where given; without it only its hazards.'),
    where: z.enum(['in-function', 'in-async-function']).optional().describe('Only usages that stand there.'),
    done: z.enum(['converted', 'not-legacy-query', 'in-async-function', 'not-blocking']).default('converted').describe('When one of them is done.'),
    perFunction: z.boolean().optional().describe('Counts functions, not usages.'),
    hazards: z.array(z.enum(HAZARD_RULE_NAMES)).max(30).optional().describe('Hazards that keep it from being done.'),
  })
  .describe('Something to tick, which ticks itself.');

const example = z
  .strictObject({
    kind,
    methods: members.optional().describe('Only for these; without it for all.'),
    before: prose(2000),
    after: prose(2000),
    note: prose(500).optional().describe('What to watch out for.'),
  })
  .describe('What a usage becomes: `{method}` stands for the name that is used. The first that fits is shown.');

export const packSchema = z
  .strictObject({
    pack: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, 'expected a name of small letters, digits and hyphens, such as requests-to-httpx').describe('The name of the pack.'),
    title: text(120).describe('Title of a migration that says no other.'),
    about: prose(2000).optional().describe('What it migrates, in a paragraph.'),
    language: z.enum(['python', 'typescript']).describe('Language of the code it reads.'),
    packages: z.array(packageName).max(100).optional().describe('Dependencies that show that a project uses the library.'),
    modules: z.array(moduleName).min(1).max(100).describe('Modules that show it when they are imported, with all below them.'),
    libraries: z.array(z.enum(LIBRARY_SETS)).max(20).optional().describe('Library descriptions of Awaited that are used beside those of the language.'),
    library: z.record(moduleName, prose(200_000)).optional().describe('Stub source by module: what classes and functions are, what they give, which are async.'),
    stubs: z.array(z.string().max(300)).max(20).optional().describe('Files of stub source beside this one, in which a line `# module: NAME` (or `// module: NAME`) begins a module.'),
    legacy: side.describe('What is left behind.'),
    target: side.describe('What it becomes.'),
    blocking: z.boolean().default(false).describe('Legacy code inside an async function stops the event loop.'),
    rules: z.array(z.enum(JUDGEMENTS)).max(20).default(['opens', 'definitions', 'constructions']).describe('Judgements that are made beside operations, calls and mentions.'),
    hazards: z.array(z.enum(HAZARD_RULE_NAMES)).max(50).default([]).describe('Rules about hazards that apply.'),
    kinds: names(kind).optional().describe('Members that count under another kind than their class.'),
    removed: members.optional().describe('Members of the legacy class that the target does not have.'),
    optionKeys: members.optional().describe('Keys by which an object of options is known, for operations with `options`.'),
    notOperations: members.optional().describe('Public methods that never count.'),
    passing: symbolList.optional().describe('Library functions that pass an object on without opening one.'),
    bridges: symbolList.optional().describe('Library functions that run legacy code beside the event loop.'),
    hints: z
      .array(z.strictObject({ method: member, argument: symbolList, gives: symbol }))
      .max(50)
      .optional()
      .describe('Methods that give their receiver away: with an argument of such a class only this class has them.'),
    guess: z
      .strictObject({
        as: text(100).describe('What is guessed, in `api`.'),
        names: members.describe('Last words of names that suggest one: `db_session`.'),
        methods: members.describe('Methods that nothing else has.'),
        chains: members.default([]).describe('Methods that only what `query` of a model gives has: `filter_by`.'),
      modules: members.default([]).describe('Last words of outside modules that suggest one.'),
        lookAlikes: z.array(moduleName).max(100).default([]).describe('Outside modules whose things have such names and are none.'),
      })
      .optional()
      .describe('Receivers that nothing resolves: a name and a method speak for them, and they count as unknown.'),
    words: z
      .strictObject({
        thing: text(60).optional().describe('What the code uses, with its article: "a database session".'),
        done: text(30).optional().describe('What a converted usage is, as in "12 of 40 usages async".'),
        states: z.partialRecord(z.enum(STATES), stateWords).optional().describe('What states are called.'),
        kinds: z.partialRecord(kind, text(60)).optional().describe('What kinds are called.'),
      })
      .optional()
      .describe('Words of the board.'),
    checklist: z.array(checklistItem).max(60).optional().describe('What must be true of a converted file, in the order in which one does it.'),
    examples: z.array(example).max(100).optional().describe('What usages become.'),
  })
  .meta({ title: 'Pack of Awaited', description: 'What Awaited knows about one kind of migration.' });

/** The document as it is after validation. */
export type PackDocument = z.output<typeof packSchema>;
export type SideDocument = PackDocument['legacy'];

/** What pages and reports say of a migration: plain data, kept with the project. */
export type Presentation = Pick<PackDocument, 'words' | 'checklist' | 'examples'>;
