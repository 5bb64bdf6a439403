interface ReportTableProps {
  label: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
  /** Columns of text; all others are figures and stand right. */
  left: readonly number[];
  /** The first rows say enough on paper. */
  isFewOnPaper?: boolean;
}

/** A table of the report, tight enough for paper. */
export function ReportTable({ label, head, rows, left, isFewOnPaper = false }: ReportTableProps) {
  const align = (index: number) => (!left.includes(index) ? 'text-right whitespace-nowrap' : index === 0 ? 'text-left max-sm:min-w-24' : 'text-left whitespace-nowrap');
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={label}>
      <table className="w-full border-collapse text-sm print:text-[8.5pt]">
        <thead>
          <tr className="border-b border-line-strong text-xs text-ink-3">
            {head.map((title, index) => (
              <th key={title} scope="col" className={`py-1 pr-3 font-medium last:pr-0 ${align(index)}`}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={isFewOnPaper ? 'few-on-paper' : undefined}>
          {rows.map((row) => (
            <tr key={row[0]} className="border-b border-line">
              {row.map((cell, index) => (
                <td key={index} className={`py-1 pr-3 last:pr-0 print:py-px print:leading-4 ${align(index)}`}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
