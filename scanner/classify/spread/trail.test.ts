/** Of a trail only that is looked at again which read something that has changed. */
import { expect, test } from 'vitest';
import { extract } from '../../extract';
import { Reads, type Footprint } from '../../link/reads';
import { SourceFile } from '../../link/source-file';
import { Place, Trail } from './trail';

const BUDGET_MS = 10_000;

class Ground {
  readonly reads = new Reads(true);
  readonly trail = new Trail(this.reads);
  readonly looks: string[] = [];
  #files = 0;

  file(): SourceFile {
    return new SourceFile(this.#files++, `${this.#files}.py`, '', extract('python', Buffer.from('')), false, this.reads, this.reads.thing());
  }

  /** A place that reads `print`, and then leads to whatever it leads to now. */
  place(name: string, file: SourceFile, print: Footprint, leads: () => readonly Place[] = () => []): Place<SourceFile> {
    return new Place(file, () => {
      this.reads.note(print);
      this.looks.push(name);
      return { leads: leads(), nodes: [], holds: true };
    });
  }

  follow(start: Place<SourceFile>): { readonly looks: readonly string[]; readonly changed: readonly SourceFile[] } {
    this.looks.length = 0;
    const changed = this.reads.unnoticed(() => this.trail.follow([start], BUDGET_MS));
    return { looks: [...this.looks], changed: [...changed] };
  }
}

test('a place is looked at again where what it read has changed, and those it leads to are not', () => {
  const ground = new Ground();
  const [file, other] = [ground.file(), ground.file()];
  const [thing, lasting] = [ground.reads.thing(), ground.reads.thing()];
  const end = ground.place('end', other, lasting);
  const start = ground.place('start', file, thing, () => [end]);
  expect(ground.follow(start)).toEqual({ looks: ['start', 'end'], changed: [file, other] });
  expect(ground.follow(start)).toEqual({ looks: [], changed: [] });
  ground.reads.change([thing]);
  expect(ground.follow(start)).toEqual({ looks: ['start'], changed: [] });
  expect(ground.trail.comesTo(end)).toBe(true);
});

test('where a way ends, the trail comes to nothing behind it, though nothing there has changed', () => {
  const ground = new Ground();
  const [file, other, third] = [ground.file(), ground.file(), ground.file()];
  const [thing, lasting] = [ground.reads.thing(), ground.reads.thing()];
  let isOpen = true;
  const end = ground.place('end', third, lasting);
  const between = ground.place('between', other, lasting, () => [end]);
  const start = ground.place('start', file, thing, () => (isOpen ? [between] : []));
  ground.follow(start);
  isOpen = false;
  ground.reads.change([thing]);
  expect(ground.follow(start)).toEqual({ looks: ['start'], changed: [other, third] });
  expect([between, end].map((place) => ground.trail.comesTo(place))).toEqual([false, false]);
  expect(ground.trail.placesIn(third)).toEqual([]);
});

test('what lies on a circle is not kept by the circle alone', () => {
  const ground = new Ground();
  const [file, other] = [ground.file(), ground.file()];
  const [thing, lasting] = [ground.reads.thing(), ground.reads.thing()];
  let isOpen = true;
  const left: Place<SourceFile> = ground.place('left', other, lasting, () => [right]);
  const right: Place<SourceFile> = ground.place('right', other, lasting, () => [left]);
  const start = ground.place('start', file, thing, () => (isOpen ? [left] : []));
  ground.follow(start);
  expect(ground.trail.placesIn(other)).toHaveLength(2);
  isOpen = false;
  ground.reads.change([thing]);
  ground.follow(start);
  expect(ground.trail.comesTo(left)).toBe(false);
  expect(ground.trail.comesTo(right)).toBe(false);
});
