import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';
import { links, type Place } from '../../lib/links';
import { doneOf, scopeOf, STATES, STATE_STYLES, type StateCounts } from '../../lib/migration';
import { count } from '../ui/format';
import type { ListedFile } from './file-cells';
import { shortNames } from './short-names';

interface Leaf {
  name: string;
  file?: ListedFile;
  counts?: StateCounts;
  children?: Leaf[];
}

/** Smaller files than this many largest are gathered per service: a rectangle must be big enough to hit. */
const LARGEST = 600;
const RATIO = 2.2;
/** A label that hides its rectangle says less than the colour below it. */
const LABEL = { none: 'sr-only', wide: 'max-sm:sr-only', any: '' };

/** Every file as a rectangle: its area are its usages, its colours their states; files of one service lie together. */
export function FileMap({ files, place, done }: { files: readonly ListedFile[]; place: Place; /** What a converted usage is: `async`. */ done: string }) {
  const nodes = layOut(files);
  const names = shortNames(nodes.flatMap(({ file }) => (file ? [file.path] : [])));
  return (
    <div className="relative w-full overflow-hidden rounded-md border border-line bg-card max-sm:aspect-[3/4] sm:aspect-[2.2]">
        {nodes.map(({ file, name, counts, size, room, box }) => (
          <a
            key={file?.id ?? name}
            href={file ? links.file(place, file.id) : links.files(place, { service: [name] })}
            title={file ? `${file.path}: ${doneOf(file.counts)} of ${scopeOf(file.counts)} usages ${done}` : `${name}: ${doneOf(counts)} of ${size} usages ${done} in smaller files`}
            className="absolute overflow-hidden border border-card hover:z-10 hover:outline-2 hover:outline-ink"
            style={box}
          >
            <span className="absolute inset-0 flex flex-col">
              {STATES.filter((state) => (counts[state] ?? 0) > 0 && state !== 'exempt').map((state) => (
                <span key={state} className={`pattern-${STATE_STYLES[state].pattern} block`} style={{ flexGrow: counts[state], backgroundColor: `var(${STATE_STYLES[state].colour})` }} />
              ))}
            </span>
            <span className={`absolute top-0 left-0 max-w-full truncate bg-card/85 px-1 text-[11px] leading-4 ${LABEL[room]}`}>{file ? names.get(file.path) : name}</span>
            <span className="sr-only">{count(size)} usages</span>
          </a>
        ))}
    </div>
  );
}

function layOut(files: readonly ListedFile[]) {
  const bySize = files.filter((file) => scopeOf(file.counts) > 0).sort((a, b) => scopeOf(b.counts) - scopeOf(a.counts));
  const services = new Map<string, Leaf[]>();
  for (const [rank, file] of bySize.entries()) {
    const leaves = services.get(file.service) ?? [];
    services.set(file.service, leaves);
    if (rank < LARGEST) leaves.push({ name: file.path, file, counts: file.counts });
    else {
      const rest = leaves.find((leaf) => !leaf.file);
      if (rest) rest.counts = addCounts(rest.counts ?? {}, file.counts);
      else leaves.push({ name: file.service, counts: file.counts });
    }
  }
  const root = hierarchy<Leaf>({ name: '', children: [...services].map(([name, children]) => ({ name, children })) })
    .sum((leaf) => scopeOf(leaf.counts ?? {}))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const placed = treemap<Leaf>().tile(treemapSquarify.ratio(1.4)).size([100 * RATIO, 100]).paddingInner(0.15)(root);
  return placed.leaves().map(({ data, x0, x1, y0, y1 }) => ({
    ...data,
    counts: data.counts ?? {},
    size: scopeOf(data.counts ?? {}),
    room: roomIn(x1 - x0, y1 - y0),
    box: { left: `${x0 / RATIO}%`, width: `${(x1 - x0) / RATIO}%`, top: `${y0}%`, height: `${y1 - y0}%` },
  }));
}

/** For a label: nowhere, on wide screens, on all; of a rectangle in hundredths of the height. */
function roomIn(width: number, height: number): keyof typeof LABEL {
  if (height < 4 || width < 6) return 'none';
  return width < 22 ? 'wide' : 'any';
}

function addCounts(one: StateCounts, other: StateCounts): StateCounts {
  return Object.fromEntries(STATES.map((state) => [state, (one[state] ?? 0) + (other[state] ?? 0)]));
}
