/** Reads, links and classifies damaged code, and says what must not happen: an error, a hang, facts or findings that contradict each other. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '../analyse';
import { Overdue, withinTime } from '../deadline';
import { extract, languageOf } from '../extract';
import { decodeFacts, encodeFacts } from '../facts-codec';
import { packNamed } from '../packs/built-in';
import { invariantProblems } from '../scenarios/invariants';
import { readScenarios, type Scenario } from '../scenarios/read-scenario';
import { factsProblem } from './facts-problem';
import { mutate, randomFrom, type Random } from './mutate';

export interface Fuzzing {
  /** Damaged files to try. */
  readonly inputs: number;
  readonly seed: number;
  /** Real files to damage besides the scenarios: read one by one, and linked with a scenario now and then. */
  readonly files: readonly string[];
  readonly onProgress?: (inputs: number) => void;
}

export interface Fuzzed {
  readonly inputs: number;
  readonly bytes: number;
  /** Files that were still read without a problem. */
  readonly sound: number;
  /** Usages and hazards found in damaged code: what was tried was not rubbish. */
  readonly findings: number;
  /** The slowest project, in milliseconds of processor time for its size in bytes. */
  readonly slowest: { readonly ms: number; readonly bytes: number };
}

/** No damaged project is larger than a few kilobytes: this is forever. */
const HANG_MS = 20_000;

const FOLDER = join(import.meta.dirname, '../scenarios');

/** Throws an error with the damaged files in it where something is wrong. */
export function fuzzScan({ inputs, seed, files, onProgress }: Fuzzing): Fuzzed {
  const random = randomFrom(seed);
  const scenarios = readdirSync(FOLDER).filter((name) => name.endsWith('.md') && name !== 'README.md').flatMap((name) => readScenarios(readFileSync(join(FOLDER, name), 'utf8')));
  const done = { inputs: 0, bytes: 0, sound: 0, findings: 0, slowest: { ms: 0, bytes: 0 } };
  while (done.inputs < inputs) {
    const project = damagedProject(scenarios, files, random);
    const started = process.cpuUsage();
    const found = checkProject(project, random(50) === 0);
    const ms = process.cpuUsage(started).user / 1000;
    const bytes = project.files.reduce((sum, file) => sum + file.text.length, 0);
    done.inputs += project.files.length;
    done.bytes += bytes;
    done.sound += found.sound;
    done.findings += found.findings;
    if (ms > done.slowest.ms) done.slowest = { ms, bytes };
    onProgress?.(done.inputs);
  }
  return done;
}

function damagedProject(scenarios: readonly Scenario[], files: readonly string[], random: Random): Scenario {
  const scenario = scenarios[random(scenarios.length)];
  const other = scenarios[random(scenarios.length)];
  if (!scenario || !other) throw new Error('There are no scenarios');
  const donor = other.files.map((file) => file.text).join('\n');
  const damaged = scenario.files.map((file) => ({ ...file, text: mutate(file.text, donor, random) }));
  const real = files.length > 0 && random(4) === 0 ? files[random(files.length)] : undefined;
  if (real === undefined) return { ...scenario, files: damaged };
  // A stretch of a real file: whole ones would make most of the time parsing what is not damaged.
  const text = readFileSync(real, 'utf8');
  const from = text.indexOf('\n', random(Math.max(1, text.length - 4000))) + 1;
  const added = { path: `app/real${real.slice(real.lastIndexOf('.'))}`, language: 'python' as const, text: mutate(text.slice(from, from + 4000), donor, random), usages: [], hazards: [], category: undefined, service: undefined, isBroken: true };
  return { ...scenario, files: [...damaged.filter((file) => file.path !== added.path), added] };
}

function checkProject(project: Scenario, isThorough: boolean): { sound: number; findings: number } {
  try {
    return withinTime(HANG_MS, () => scanProblems(project, isThorough));
  } catch (error) {
    const why = error instanceof Overdue ? `does not end within ${HANG_MS} ms` : error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Error(`${why}\n\n${project.files.map((file) => `── ${file.path}\n${JSON.stringify(file.text)}`).join('\n')}`, { cause: error });
  }
}

function scanProblems(project: Scenario, isThorough: boolean): { sound: number; findings: number } {
  const sources = project.files.filter((file) => languageOf(file.path) !== null);
  const files = sources.map((file) => ({ path: file.path, blob: '', facts: extract(languageOf(file.path) ?? 'python', Buffer.from(file.text)) }));
  for (const { path, facts } of files) {
    const problem = factsProblem(facts);
    if (problem !== null) throw new Error(`${path}: ${problem}`);
    if (isThorough && !Buffer.from(encodeFacts(decodeFacts(encodeFacts(facts)))).equals(Buffer.from(encodeFacts(facts)))) throw new Error(`${path}: the facts do not survive being stored`);
  }
  const manifests = project.files.filter((file) => file.language === 'manifest').map((file) => ({ path: file.path, blob: '', text: file.text }));
  const pack = packNamed('sqlalchemy-async');
  const analysis = analyse(files, manifests, project.config, pack);
  const { files: results } = analysis;
  const sound = new Set(files.filter(({ facts }) => facts.problems.length === 0).map(({ path }) => path));
  // In code that does not parse a usage may lie where a name should be and is none.
  const problems = invariantProblems(project, results).filter((problem) => sound.has(problem.split('\n', 1)[0] ?? '') || !problem.includes(' marks "'));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  if (isThorough) {
    const backwards = analyse(files.toReversed(), manifests.toReversed(), project.config, pack);
    if (JSON.stringify(backwards) !== JSON.stringify(analysis)) throw new Error('the files in another order give another result');
  }
  return { sound: sound.size, findings: results.reduce((sum, file) => sum + file.usages.length + file.hazards.length, 0) };
}
