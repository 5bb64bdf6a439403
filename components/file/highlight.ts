/** Source text to lines of marked-up code, on the server: shiki with two grammars and no colours of its own. */
import python from '@shikijs/langs/python';
import typescript from '@shikijs/langs/typescript';
import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore, type ThemedToken } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

/** A part of a line that is marked; 1-based columns, the end exclusive. */
export interface Mark {
  column: number;
  endColumn: number;
  className: string;
}

/** Text of a line in pieces; escaped where it becomes HTML. */
export interface Piece {
  text: string;
  /** `keyword`, `string` …; '' for plain text. */
  token: string;
}

/** Longer files are shown without colours rather than late. */
const MAX_LENGTH = 400_000;

/** Lines of pieces. What ends a line is what ends one for the scanner. */
export async function highlight(text: string, language: string): Promise<Piece[][]> {
  const plain = text.replaceAll(/\r\n?/g, '\n');
  if (text.length > MAX_LENGTH || (language !== 'python' && language !== 'typescript')) {
    return plain.split('\n').map((line) => [{ text: line, token: '' }]);
  }
  const { tokens } = (await highlighter()).codeToTokens(plain, { lang: language, theme: THEME });
  return tokens.map((line) => line.map(pieceOf));
}

/** A line as HTML, its marks as `<mark>`. */
export function lineHtml(pieces: readonly Piece[], marks: readonly Mark[] = []): string {
  let html = '';
  let column = 1;
  for (const { text, token } of pieces) {
    const end = column + text.length;
    const cuts = [column, ...marks.flatMap((mark) => [mark.column, mark.endColumn]), end].filter((cut) => cut >= column && cut <= end).sort((a, b) => a - b);
    for (const [index, cut] of cuts.entries()) {
      const next = cuts[index + 1] ?? end;
      if (next <= cut) continue;
      const mark = marks.find((candidate) => candidate.column <= cut && candidate.endColumn >= next);
      const part = spanOf(text.slice(cut - column, next - column), token);
      html += mark ? `<mark class="${mark.className}">${part}</mark>` : part;
    }
    column = end;
  }
  return html || '\n';
}

function spanOf(text: string, token: string): string {
  return token ? `<span class="tok-${token}">${escapeHtml(text)}</span>` : escapeHtml(text);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const THEME = 'awaited';
const TOKENS = new Set(['keyword', 'string', 'string-expression', 'comment', 'function', 'constant', 'parameter', 'punctuation']);

/** The theme's colours are `var(--shiki-token-keyword)` and the like: names, of which we make classes. */
function pieceOf({ content, color = '' }: ThemedToken): Piece {
  const name = /--shiki-token-([\w-]+)/.exec(color)?.[1] ?? '';
  return { text: content, token: TOKENS.has(name) ? name : '' };
}

let shared: Promise<HighlighterCore> | undefined;

function highlighter(): Promise<HighlighterCore> {
  shared ??= createHighlighterCore({
    langs: [python, typescript],
    themes: [createCssVariablesTheme({ name: THEME })],
    engine: createJavaScriptRegexEngine(),
  });
  return shared;
}
