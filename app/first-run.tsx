/** An empty database: the one command that fills it. */
export function FirstRun() {
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <h1 className="text-xl font-semibold">No repository has been scanned yet</h1>
      <p className="mt-2 text-ink-2">Point Awaited at a repository with Python code that uses SQLAlchemy; the board appears here.</p>
      <pre className="mt-4 overflow-x-auto rounded-md border border-line bg-card px-4 py-3 font-mono text-sm" tabIndex={0} aria-label="Command">
        npx awaited path/to/repository
      </pre>
    </main>
  );
}
