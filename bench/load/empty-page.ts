/** What the board is compared with: a Next application with one page that says nothing, built and served in the same way. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../command';

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "empty", "private": true, "type": "module" }\n',
  'next.config.js': 'export default { poweredByHeader: false };\n',
  // Without JSX: below node_modules it is not translated.
  'app/layout.js': "import { createElement } from 'react';\n\nexport default function Layout({ children }) {\n  return createElement('html', { lang: 'en' }, createElement('body', null, children));\n}\n",
  // Rendered on each visit, as every page of the board is.
  'app/page.js': "import { createElement } from 'react';\n\nexport const dynamic = 'force-dynamic';\n\nexport default function Page() {\n  return createElement('p', null, 'Nothing.');\n}\n",
  'serve.mjs': `import { createServer } from 'node:http';
import next from 'next';

// Next greets on stdout.
const say = console.log;
console.log = console.error;
const app = next({ dev: false, dir: import.meta.dirname, hostname: '127.0.0.1', port: 0, quiet: true });
await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((request, response) => void handle(request, response));
server.listen(0, '127.0.0.1', () => say(\`http://127.0.0.1:\${server.address().port}\`));
`,
};

/** Builds it in a folder below the package, where its dependencies are found; gives the script that serves it. */
export async function buildEmptyPage(root: string, folder: string): Promise<string> {
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  await runCommand(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build', '--webpack', folder], { cwd: folder, env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' } });
  return join(folder, 'serve.mjs');
}
