// Imports go one way. Each rule says why; ARCHITECTURE.md has the picture.
/** Words and the one class of error that people meet: they import nothing, and everybody may import them. */
const VOCABULARY = '^lib/(migration|weeks|failure|hazards)\\.ts$';
const TEST = '\\.test\\.tsx?$|^e2e/|(^|/)testing/';
const ENTRY = '^(app/|cli/main\\.ts|e2e/|example/|scripts/|[^/]+\\.config\\.(ts|js|mjs)|\\.dependency-cruiser\\.mjs)|\\.d\\.ts$|\\.worker\\.ts$|proxy\\.ts$|instrumentation\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that import each other are one file in disguise: neither can be read, tested or moved alone. Two things are one recursion by nature, told in several files: the parser, as the grammar is (an expression holds a lambda, a lambda an expression), and the evaluator (a name leads to an expression, an expression to a name).',
      severity: 'error',
      from: {},
      to: { circular: true, via: { pathNot: '^scanner/(link|python|typescript)/' }, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphan',
      comment: 'A file that nobody imports is dead, and the next reader cannot know it.',
      severity: 'error',
      from: { orphan: true, pathNot: [ENTRY, TEST, VOCABULARY] },
      to: {},
    },
    {
      name: 'vocabulary-imports-nothing',
      comment: 'Scanner, database, pages and reports all take their words from these files; they must be readable, and usable in a browser, without anything else.',
      severity: 'error',
      from: { path: VOCABULARY },
      to: { path: '.', pathNot: VOCABULARY },
    },
    {
      name: 'scanner-knows-only-the-vocabulary',
      comment: 'The scanner turns code into a Snapshot and knows nothing of storage, pages or commands: it runs in a worker, in a test and in a gate alike. Packs are documents, read as the configuration is.',
      severity: 'error',
      from: { path: '^scanner/', pathNot: TEST },
      to: { path: '^(app|components|cli|lib)/', pathNot: [VOCABULARY, '^lib/documents/'] },
    },
    {
      name: 'documents-know-no-document',
      comment: 'How a document of people is read is the same for all of them: the reader is told what it reads.',
      severity: 'error',
      from: { path: '^lib/documents/', pathNot: TEST },
      to: { path: '^(app|components|cli|lib|scanner)/', pathNot: ['^lib/failure\\.ts$', '^lib/documents/'] },
    },
    {
      name: 'database-takes-types-of-the-scanner',
      comment: 'Storing a Snapshot needs its shape, not the machinery that makes it: a page that reads the database must not load a parser.',
      severity: 'error',
      from: { path: '^lib/db/', pathNot: TEST },
      to: { path: '^scanner/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'lib-takes-types-of-the-scanner',
      comment: 'lib is shared with the pages. The one exception is lib/source.ts, which reads a file at a commit for the file page.',
      severity: 'error',
      from: { path: '^lib/(?!db/)', pathNot: [TEST, '^lib/source\\.ts$'] },
      to: { path: '^scanner/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'lib-is-below-pages-and-commands',
      comment: 'What pages and commands share cannot depend on either of them.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(app|components|cli)/' },
    },
    {
      name: 'components-do-not-query',
      comment: 'A component shows what it is given: pages ask the database. The row types that lie beside the queries may be named.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/(db/|source\\.ts)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'components-are-below-pages',
      comment: 'A component that knows a page can be used on that page only.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(app|cli)/' },
    },
    {
      name: 'components-take-types-of-the-scanner',
      comment: 'What the scanner found has a shape, and a component that shows it may name that shape. The scanner itself stays out of the browser.',
      severity: 'error',
      from: { path: '^components/', pathNot: TEST },
      to: { path: '^scanner/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pages-never-scan',
      comment: 'Pages answer from the database in milliseconds; scanning belongs to commands. Source text comes through lib/source.ts.',
      severity: 'error',
      from: { path: '^app/', pathNot: TEST },
      to: { path: '^(scanner|cli)/' },
    },
    {
      name: 'commands-have-no-pages',
      comment: 'Commands start the server; they never render. A terminal must not need React.',
      severity: 'error',
      from: { path: '^cli/' },
      to: { path: '^(app|components)/' },
    },
    {
      name: 'one-door-to-the-database',
      comment: 'A page, handler or action that opened the database by itself would answer whoever asks. admitted() in app/access.ts asks who that is; only signing in comes before.',
      severity: 'error',
      from: { path: '^(app|components)/', pathNot: [TEST, '^app/(access|database|signing-in)\\.ts$', '^app/layout\\.tsx$'] },
      to: { path: '^(app/database|lib/db/open)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'one-file-runs-processes',
      comment: 'scanner/git.ts is the only file below the commands that starts a process, so that one file shows how the code we read cannot make us run its own.',
      severity: 'error',
      from: { path: '^(app|components|lib|scanner)/', pathNot: [TEST, '^scanner/git\\.ts$'] },
      to: { dependencyTypes: ['core'], path: '^(node:)?child_process$' },
    },
    {
      name: 'one-folder-knows-the-driver',
      comment: 'The same queries are to run on another database: only lib/db may name the driver.',
      severity: 'error',
      from: { pathNot: ['^lib/db/', '^scripts/', TEST] },
      to: { path: '(^|/)node_modules/sqlite3/' },
    },
    {
      name: 'no-test-code-in-the-product',
      comment: 'What ships must not need what tests need.',
      severity: 'error',
      from: { path: '^(app|components|cli|lib|scanner)/', pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: 'no-dev-dependency-in-the-product',
      comment: 'The installed package has no dev dependencies: the import would fail on the machine of whoever installs it.',
      severity: 'error',
      from: { path: '^(app|components|cli|lib|scanner)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere fails when it runs.',
      severity: 'error',
      from: { path: '^(app|components|cli|lib|scanner|e2e|example|scripts)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.next|dist|\\.corpus|test-results)/|\\.css$' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
