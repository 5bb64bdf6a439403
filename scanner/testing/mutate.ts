/** Damage done to source text at random: what editors, merges and generators do to it, and what nobody would. */

/** An integer from 0 to below `below`. */
export type Random = (below: number) => number;

/** The same numbers for the same seed on every machine (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** The text with one to six damages; `other` is text to take pieces from. */
export function mutate(text: string, other: string, random: Random): string {
  let mutant = text;
  for (let count = 1 + random(6); count > 0; count--) mutant = (DAMAGES[random(DAMAGES.length)] ?? same)(mutant, other, random);
  return mutant;
}

type Damage = (text: string, other: string, random: Random) => string;

const same: Damage = (text) => text;

const TOKENS = (
  '( ) [ ] { } , : ; . = := == -> + - * ** / | @ ~ ! ... += < " \' """ \'\'\' f" f\'{ rb\' } { if else elif for in while try except finally with as async await ' +
  'def class return yield from import lambda not and or is global nonlocal match case type _ 1 0x1 \\ # é 😀 \u2028 \t \f self db session Session ' +
  'AsyncSession async_sessionmaker execute commit query @property @contextmanager @asynccontextmanager None import* ${ ` => ?. as! <T> /* */ // \\u{'
).split(' ');

const DAMAGES: readonly Damage[] = [
  // A character goes, comes or changes.
  (text, _, random) => splice(text, random(text.length + 1), 1, ''),
  (text, _, random) => splice(text, random(text.length + 1), random(2), TOKENS[random(TOKENS.length)] ?? ''),
  (text, _, random) => splice(text, random(text.length + 1), random(2), ` ${TOKENS[random(TOKENS.length)] ?? ''} `),
  // A piece goes, or is there twice, or comes from elsewhere.
  (text, _, random) => splice(text, random(text.length + 1), random(60), ''),
  (text, _, random) => splice(text, random(text.length + 1), 0, piece(text, random)),
  (text, other, random) => splice(text, random(text.length + 1), random(20), piece(other, random)),
  (text, _, random) => text.slice(0, random(text.length + 1)),
  // Lines move, go, come twice, are indented.
  lines((all, random) => void all.splice(random(all.length), 1 + random(3))),
  lines((all, random) => void all.splice(random(all.length), 0, ...all.slice(random(all.length)).slice(0, 4))),
  lines((all, random) => {
    const [from, to] = [random(all.length), random(all.length)];
    [all[from], all[to]] = [all[to] ?? '', all[from] ?? ''];
  }),
  lines((all, random) => {
    const at = random(all.length);
    all[at] = [`    ${all[at] ?? ''}`, (all[at] ?? '').trimStart(), `\t${all[at] ?? ''}`, ` ${all[at] ?? ''}`][random(4)] ?? '';
  }),
  // One name takes another's place, so that things mean themselves, each other or nothing.
  (text, _, random) => {
    const names = text.match(/[A-Za-z_]\w*/g) ?? [];
    const [name, otherName] = [names[random(names.length)], names[random(names.length)]];
    return name === undefined || otherName === undefined ? text : text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), otherName);
  },
];

function lines(change: (all: string[], random: Random) => void): Damage {
  return (text, _, random) => {
    const all = text.split('\n');
    change(all, random);
    return all.join('\n');
  };
}

function splice(text: string, at: number, length: number, inserted: string): string {
  return text.slice(0, at) + inserted + text.slice(at + length);
}

function piece(text: string, random: Random): string {
  const from = random(text.length + 1);
  return text.slice(from, from + random(80));
}
