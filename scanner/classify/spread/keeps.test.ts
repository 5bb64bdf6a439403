/** What a class of a library keeps must not depend on which class was asked about before: they mention each other in circles. */
import { expect, it } from 'vitest';
import { packNamed } from '../../packs/built-in';
import { LinkedProject } from '../linked-project';
import { Roles } from '../roles';
import { keepsOne } from './keeps';

it.each(['sqlalchemy-async', 'flask-sqlalchemy-2', 'typeorm-datasource'])('is the same for the classes of %s in whichever order they are asked about', (name) => {
  const pack = packNamed(name);
  const { linker } = new LinkedProject(pack, { roots: [], settings: [], relevant: true }, false, 60_000).context;
  const classes = linker.libraries.flatMap((file) => [...file.facts.scopes.entries()].flatMap(([scope, { kind }]) => (kind === 'class' ? [{ file, scope }] : [])));
  const keeping = (order: typeof classes, rolesOf: () => Roles): string[] => order.filter((of) => keepsOne(linker, rolesOf(), of)).map((of) => linker.qualifiedName(of)).sort();
  const alone = keeping(classes, () => new Roles(linker, pack));
  expect(alone).not.toEqual([]);
  for (const order of [classes, [...classes].reverse()]) {
    const roles = new Roles(linker, pack);
    expect(keeping(order, () => roles)).toEqual(alone);
  }
});
