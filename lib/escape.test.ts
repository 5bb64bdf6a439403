import { expect, test } from 'vitest';
import { csvLine, htmlText, logLine, markdownCode, markdownProse, markdownText, oneLine } from './escape';

test.each([
  ['a\nb', 'a\\x0ab'],
  ['\u001b[31mred', '\\x1b[31mred'],
  ['user\u202egpj.py', 'user\\u202egpj.py'],
  ['naïve · 名', 'naïve · 名'],
])('one line: %j', (text, expected) => expect(oneLine(text)).toBe(expected));

test.each([
  ['::error::x', '\\x3a:error::x'],
  ['  ::add-mask::x', '  \\x3a:add-mask::x'],
  ['app/x.py::place', 'app/x.py::place'],
  ['x ##[error]y', 'x #\\x23[error]y'],
])('a line of a log: %j', (text, expected) => expect(logLine(text)).toBe(expected));

test.each([
  ['TaskQueueService', 'TaskQueueService'],
  ['API · tickets', 'API · tickets'],
  ['@team', '`@team`'],
  ['#12', '`#12`'],
  ['a|b', '`a\\|b`'],
  ['[x](javascript:1)', '`[x](javascript:1)`'],
  ['<img src=x>', '`<img src=x>`'],
  ['a`b``c', '```a`b``c```'],
  ['`', '`` ` ``'],
  ['- item', '`- item`'],
  ['', '`  `'],
])('a name in Markdown: %j', (text, expected) => expect(markdownText(text)).toBe(expected));

test('prose in Markdown keeps its code spans and nothing else', () => {
  expect(markdownProse('`f()` of @team is *never* awaited | <b>')).toBe('`f()` of &#64;team is \\*never\\* awaited \\| \\<b\\>');
  expect(markdownCode('x')).toBe('`x`');
});

test('HTML', () => expect(htmlText(`<a href="x" onclick='y'>&`)).toBe('&#60;a href=&#34;x&#34; onclick=&#39;y&#39;&#62;&#38;'));

test.each([
  ['=1+1', `"'=1+1"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', '\\x09=1'],
  [' =1', `"' =1"`],
  ['a"b', '"a""b"'],
  ['a,b', '"a,b"'],
  ['a\r\nb', 'a\\x0d\\x0ab'],
])('a cell of CSV: %j', (text, expected) => expect(csvLine([text])).toBe(`${expected}\r\n`));

test('numbers and gaps in CSV', () => expect(csvLine([-3, null, 'x'])).toBe('-3,,x\r\n'));
