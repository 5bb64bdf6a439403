import { htmlText } from './escape';
import { percent } from './percent';

export interface BadgeFacts {
  /** Left part: `async`. */
  readonly label: string;
  readonly done: number;
  readonly scope: number;
  /** Places that will fail at run time. */
  readonly broken: number;
}

/** A badge as an SVG that needs no font, script or network: `async | 62 %`. */
export function badgeSvg({ label, done, scope, broken }: BadgeFacts): string {
  const value = scope === 0 ? 'no usages' : `${percent(done, scope)}${broken > 0 ? ` · ${broken} broken` : ''}`;
  const [left, right] = [htmlText(label.slice(0, 40)), htmlText(value)];
  const [leftWidth, rightWidth] = [widthOf(left), widthOf(right)];
  const width = leftWidth + rightWidth;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${left}: ${right}">
<title>${left}: ${right}</title>
<clipPath id="r"><rect width="${width}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${leftWidth}" height="20" fill="#4a4f57"/><rect x="${leftWidth}" width="${rightWidth}" height="20" fill="${colourOf(done, scope, broken)}"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle"><text x="${leftWidth / 2}" y="14" textLength="${leftWidth - 12}">${left}</text><text x="${leftWidth + rightWidth / 2}" y="14" textLength="${rightWidth - 12}">${right}</text></g>
</svg>
`;
}

/** Dark enough for white text, and readable without telling red from green: the text says it, too. */
function colourOf(done: number, scope: number, broken: number): string {
  if (broken > 0) return '#a8252f';
  if (scope === 0) return '#676b74';
  return done === scope ? '#14617f' : '#1d6fa5';
}

/** Verdana at 11 px is about 6.6 px a character; `textLength` evens out the rest. */
function widthOf(escaped: string): number {
  return Math.round([...escaped.replace(/&#\d+;/g, 'x')].length * 6.6) + 12;
}
