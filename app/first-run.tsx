import { PlainHeader } from '../components/shell/plain-header';
import type { Role } from '../lib/access/roles';

/** An empty database: the one command that fills it. */
export function FirstRun({ person }: { person: { name: string; role: Role } | null }) {
  return (
    <>
      <PlainHeader person={person} />
      <main className="mx-auto max-w-xl px-4 py-20">
        <h1 className="text-xl font-semibold">No repository has been scanned yet</h1>
        <p className="mt-2 text-pretty text-ink-2">Point Awaited at a git repository, and its board appears here. Without a configuration it looks for Python that uses SQLAlchemy.</p>
        <pre className="mt-4 overflow-x-auto rounded-md border border-line bg-card px-4 py-3 font-mono text-sm" tabIndex={0} aria-label="Command">
          npx awaited path/to/repository
        </pre>
      </main>
    </>
  );
}
