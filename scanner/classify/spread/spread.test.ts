/** A session is followed to the end of its way, whichever of the functions on it is looked at first. */
import { expect, test } from 'vitest';
import { analyse } from '../../analyse';
import { extract } from '../../extract';
import { packNamed } from '../../packs/built-in';

const ORDERS = [(count: number) => count, (count: number) => -count];

/** One module for each function, so that the order of paths is the order of questions. */
function project(count: number, order: (index: number) => number, bodyOf: (index: number) => string): Readonly<Record<string, string>> {
  const files: Record<string, string> = { 'main.py': 'from sqlalchemy.orm import Session\nfrom chain import f0\ndef main(session: Session):\n    f0(session)\n' };
  const modules = Array.from({ length: count }, (_, index) => `m${String(5000 + order(index))}`);
  modules.forEach((module, index) => {
    const next = modules[(index + 1) % count] ?? module;
    files[`${module}.py`] = `from ${next} import f${(index + 1) % count}\ndef f${index}(x):\n${bodyOf(index)}`;
  });
  files['chain.py'] = `from ${modules[0] ?? ''} import f0\n`;
  return files;
}

function commitsFound(files: Readonly<Record<string, string>>): number {
  const inputs = Object.entries(files).map(([path, text]) => ({ path, blob: '', facts: extract('python', Buffer.from(text)) }));
  const { files: results } = analyse(inputs, [], { roots: [], services: {}, exempt: [] }, packNamed('sqlalchemy-async'));
  return results.flatMap(({ usages }) => usages).filter(({ method, state }) => method === 'commit' && state === 'sync').length;
}

test.each(ORDERS)('a session is known at the end of a chain of 400 calls', (order) => {
  expect(commitsFound(project(400, order, (index) => `    x.commit()\n${index < 399 ? `    f${index + 1}(x)\n` : ''}`))).toBe(400);
});

test.each(ORDERS)('and all round a circle of 30 functions that call each other', (order) => {
  expect(commitsFound(project(30, order, (index) => `    x.commit()\n    f${(index + 1) % 30}(x)\n`))).toBe(30);
});
