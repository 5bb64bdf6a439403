/** The look of the HTML report: dark text on paper, also on a dark screen, and the board's colours for the states. */
export const REPORT_STYLE = `
:root { color-scheme: light; --ink: #1c2126; --soft: #5b636d; --line: #d9dce1; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: var(--ink); font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 780px; margin: 0 auto; padding: 28px 24px; }
h1 { font-size: 22px; margin: 0; }
h2 { font-size: 15px; margin: 20px 0 6px; break-after: avoid; }
p { margin: 6px 0; }
.meta, .small, .key { color: var(--soft); font-size: 12px; }
.small ul { font-size: 12px; }
.headline { font-size: 17px; font-weight: 600; margin: 14px 0 8px; }
.health { border-left: 4px solid var(--soft); padding: 2px 10px; }
.health b { text-transform: capitalize; margin-right: 4px; }
.health.on-track, .health.finished { border-color: #1d6fa5; }
.health.needs-attention { border-color: #de8a1f; }
.health.at-risk { border-color: #a8252f; }
.bar { display: flex; height: 14px; border-radius: 3px; overflow: hidden; gap: 1px; }
.bar span { min-width: 2px; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 16px; list-style: none; margin: 6px 0; padding: 0; font-size: 12px; }
.dot { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 5px; }
.async { background: #1d6fa5; } .bridged { background: #86bbd8; } .sync { background: #dfc795; } .blocking { background: #de8a1f; }
.broken { background: #a8252f; } .unknown { background: #b9bcc4; } .exempt { background: #e3e4e7; }
svg { width: 100%; height: auto; margin-top: 8px; }
svg text { font-size: 11px; fill: var(--soft); }
svg path { fill: none; stroke-width: 1.5; }
svg .axis { stroke: var(--line); stroke-width: 1; }
svg .area { fill: #1d6fa5; fill-opacity: 0.14; stroke: none; }
svg .done { stroke: #1d6fa5; stroke-width: 2; }
svg .scope { stroke: #5b636d; }
svg .plan { stroke: #de8a1f; stroke-dasharray: 5 4; }
.key span { display: inline-block; width: 18px; border-top: 2px solid; vertical-align: middle; margin: 0 3px 0 10px; }
.swatch-done { border-color: #1d6fa5 !important; } .swatch-scope { border-color: #5b636d !important; } .swatch-plan { border-top: 2px dashed #de8a1f !important; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { padding: 3px 8px; border-bottom: 1px solid var(--line); text-align: right; font-weight: normal; vertical-align: top; }
th:first-child { text-align: left; padding-left: 0; overflow-wrap: anywhere; }
td { white-space: nowrap; }
td:last-child, thead th:last-child { padding-right: 0; white-space: normal; }
thead th { color: var(--soft); font-size: 12px; }
tr { break-inside: avoid; }
ul { margin: 4px 0; padding-left: 18px; }
li { break-inside: avoid; overflow-wrap: anywhere; }
code { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
@page { size: A4; margin: 14mm; }
@media print {
  body { font-size: 11px; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 17px; } h2 { font-size: 12.5px; margin-top: 12px; } .headline { font-size: 13px; }
  table, .small, .key, .meta, .legend { font-size: 10px; } code { font-size: 9.5px; }
  svg { max-height: 110px; }
  .bar span, .dot, .area { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
