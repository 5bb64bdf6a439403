/** Code as it is and as it becomes, side by side. */
export function BeforeAfter({ before, after, labels = ['Now', 'Becomes'] }: { before: string; after: string; labels?: readonly [string, string] }) {
  return (
    <div className="grid gap-2 sm:grid-cols-2">
      <Code label={labels[0]} text={before} />
      <Code label={labels[1]} text={after} />
    </div>
  );
}

function Code({ label, text }: { label: string; text: string }) {
  return (
    <div className="min-w-0 rounded border border-line bg-card">
      <p className="border-b border-line px-2.5 py-0.5 text-xs text-ink-3">{label}</p>
      <pre className="overflow-x-auto px-2.5 py-1.5 font-mono text-[12px] leading-[18px]" tabIndex={0} aria-label={`${label}: code`}>
        {text}
      </pre>
    </div>
  );
}
