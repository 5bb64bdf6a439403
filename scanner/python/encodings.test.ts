import { describe, expect, test } from 'vitest';
import { positionOf } from '../facts';
import { check } from './testing/check-facts';
import { extractPython } from './extract';
import { decodePython } from './source-text';

describe('bytes to text', () => {
  test('columns count UTF-16 code units', () => {
    check('x = "é𝄞", call()\n', 'Call 1:11-1:17 call 0  |module');
    check('# 日本語\ndef größe(): pass\n', 'function 2:0-2:17 größe  0  none  |module');
  });

  test('names are compared as Python does, in NFKC', () => {
    check('ﬁle = ª\n', 'Name 1:0-1:3 file |module\nName 1:6-1:7 a |module');
  });

  test('typographic quotes are no names', () => {
    check('x = “order”\ncall()\n', 'problem 1 An expression is missing here.\nCall 2:0-2:6 call 0  |module');
  });

  test('a byte order mark counts for nothing', () => {
    check('\ufeffcall()\n', 'Call 1:0-1:6 call 0  |module');
    check('\ufeffé = call()\n', 'Call 1:4-1:10 call 0  |module');
  });

  test.each(['\n', '\r\n', '\r'])('lines end with %j', (end) => {
    const source = ['def f():', '    """Two', '    lines"""', '    a(\\', '1)', '    return b(', '        c)', ''].join(end);
    check(source, `Call 4:4-5:2 a 1  .f|module/function
      Call 6:11-7:10 b 1  .f|module/function
      function 1:0-7:10 f  0  none  |module`);
  });

  test('text in a string has plain line breaks', () => {
    check('x = """a\r\nb"""\r\n', 'String 1:4-2:4 a\\nb');
  });

  test('form feeds and tabs', () => {
    check('\fcall()\nif a:\n\tb()\n        c()\n', `Call 1:1-1:7 call 0  |module
      Call 3:1-3:4 b 0  |module/if
      Call 4:8-4:11 c 0  |module/if`);
  });

  test('encodings a comment names', () => {
    const latin = Buffer.from('# -*- coding: latin-1 -*-\nx = "\xe9", call()\n', 'latin1');
    check(latin, 'Call 2:9-2:15 call 0  |module\nString 2:4-2:7 é');
    expect(decodePython(latin)).toContain('"é"');
    const second = Buffer.from('#!/usr/bin/python\n# vim: set fileencoding=iso-8859-15 :\nx = "\xa4"\n', 'latin1');
    check(second, 'String 3:4-3:7 €');
    const unknown = Buffer.from('# coding: klingon\nx = "\xe9"\n', 'latin1');
    check(unknown, "problem 1 The file's encoding klingon is not known; it was read as UTF-8.");
  });

  test('bytes that are no UTF-8 are told, the rest is read', () => {
    const broken = Buffer.concat([Buffer.from('x = "'), Buffer.from([0xff, 0xfe]), Buffer.from('", call()\n')]);
    check(broken, 'problem 1 The file is not valid UTF-8 and names no other encoding.\nCall 1:10-1:16 call 0  |module');
  });

  test('NUL bytes', () => {
    check('x = 1\0\ncall()\n', 'problem 1 `\0` does not fit here.\nCall 2:0-2:6 call 0  |module');
    check('call()\n\0', 'problem 2 `\0` cannot begin a statement.\nCall 1:0-1:6 call 0  |module');
  });

  test('line starts and length are those of the text', () => {
    const facts = extractPython(new TextEncoder().encode('a = "𝄞"\nb'));
    expect(facts.length).toBe(10);
    expect([...facts.lineStarts]).toEqual([0, 9]);
    expect(positionOf(facts, 9)).toEqual({ line: 2, column: 1 });
  });
});
