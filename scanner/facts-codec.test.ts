import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { FACTS_VERSION } from './facts';
import { decodeFacts, encodeFacts } from './facts-codec';
import { sampleFiles } from './python/testing/samples';
import { extractPython } from './python/extract';
import { contentsOf } from './testing/facts-contents';

describe('facts as bytes', () => {
  test.each(sampleFiles())('%s comes back as it was', (path) => {
    const facts = extractPython(readFileSync(path));
    const decoded = decodeFacts(encodeFacts(facts));
    expect(contentsOf(decoded)).toEqual(contentsOf(facts));
    expect(encodeFacts(decoded)).toEqual(encodeFacts(facts));
  });

  test('an empty file', () => {
    const facts = extractPython(new Uint8Array());
    expect(contentsOf(decodeFacts(encodeFacts(facts)))).toEqual(contentsOf(facts));
  });

  test('bytes at any offset are read', () => {
    const bytes = encodeFacts(extractPython(Buffer.from('order.total(x)\n')));
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeFacts(shifted.subarray(3)).names).toContain('total');
  });

  test('another version and damage are refused', () => {
    const bytes = encodeFacts(extractPython(Buffer.from('order.total(x)\n')));
    const older = bytes.slice();
    older[4] = FACTS_VERSION + 1;
    expect(() => decodeFacts(older)).toThrow(`version ${FACTS_VERSION + 1}`);
    const flipped = bytes.slice();
    flipped[bytes.length - 1] = (flipped[bytes.length - 1] ?? 0) ^ 1;
    expect(() => decodeFacts(flipped)).toThrow('damaged');
    expect(() => decodeFacts(bytes.subarray(0, bytes.length - 1))).toThrow('damaged');
    expect(() => decodeFacts(new Uint8Array(3))).toThrow('too few bytes');
    expect(() => decodeFacts(new Uint8Array(500))).toThrow('no facts');
  });

  test('facts that no extractor made are refused', () => {
    const facts = extractPython(Buffer.from('x\n'));
    expect(() => encodeFacts({ ...facts })).toThrow('extractor');
  });
});
