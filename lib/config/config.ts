/** The effective configuration: what `awaited.yaml` says, with the defaults in the gaps. Plain JSON. */
import type { AnalysisConfig } from '../../scanner/analyse';
import type { Category } from '../migration';
import type { ConfigFile, PhaseCategory } from './schema';

export interface Phase {
  readonly name: string;
  /** Weeks of the plan, counted from 1 = the ISO week of `start`; both inclusive. */
  readonly weeks: { readonly from: number; readonly to: number };
  readonly match: {
    readonly category?: readonly PhaseCategory[] | undefined;
    readonly service?: readonly string[] | undefined;
    readonly path?: readonly string[] | undefined;
  };
}

export interface Config {
  readonly migration: string;
  readonly pack: string;
  /** null: the repository's default branch. */
  readonly branch: string | null;
  /** ISO date in the first week of the plan; null: there is no plan by week. */
  readonly start: string | null;
  readonly roots: readonly string[];
  readonly exclude: readonly string[];
  /** Glob → service name; order matters. */
  readonly services: Readonly<Record<string, string>>;
  readonly phases: readonly Phase[];
  readonly exempt: readonly { readonly path: string; readonly reason: string }[];
  /** Manual checklist items. */
  readonly checklist: Readonly<Partial<Record<Category, readonly string[]>>>;
  readonly soakDays: number;
  /** null: the weekly status is not sent on a schedule. */
  readonly report: ReportSending | null;
}

export interface ReportSending {
  /** `Mon 09:00` */
  readonly schedule: string;
  /** Absent: that of the machine. */
  readonly timezone?: string | undefined;
  readonly week: 'last' | 'present';
  readonly as: 'slack' | 'json';
}

/** Four phases in the order in which a conversion can go: what hands sessions out, what uses them, what calls that, what proves it. */
export const DEFAULT_CONFIG: Config = {
  migration: 'Async SQLAlchemy',
  pack: 'sqlalchemy-async',
  branch: null,
  start: null,
  roots: [],
  exclude: [],
  services: {},
  phases: [
    { name: 'Foundation', weeks: { from: 1, to: 1 }, match: { category: ['database', 'model', 'migration-env', 'driver'] } },
    { name: 'Services', weeks: { from: 2, to: 3 }, match: { category: ['service'] } },
    {
      name: 'Routes, loops and workers',
      weeks: { from: 4, to: 5 },
      match: { category: ['route', 'background-loop', 'worker', 'script', 'other'] },
    },
    { name: 'Testing & validation', weeks: { from: 6, to: 6 }, match: { category: ['test'] } },
  ],
  exempt: [],
  checklist: {},
  soakDays: 7,
  report: null,
};

/** One for each migration: what the file says for all of them, unless a migration says otherwise. */
export function effectiveConfigs({ migrations, ...common }: ConfigFile): Config[] {
  return (migrations ?? [{}]).map((own) => effectiveConfig({ ...common, ...own }));
}

/** What a configuration says of the repository, for a migration that it does not name. */
export function commonConfig({ branch, roots, exclude, services }: Config, pack: string): Config {
  return { ...DEFAULT_CONFIG, branch, roots, exclude, services, pack };
}

function effectiveConfig(file: Omit<ConfigFile, 'migrations'>): Config {
  const { soak, ...rest } = file;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { ...DEFAULT_CONFIG, ...given, soakDays: soak ?? DEFAULT_CONFIG.soakDays };
}

/** The part that decides verdicts. */
export function analysisConfig(config: Config): AnalysisConfig {
  return { roots: config.roots, services: config.services, exempt: config.exempt };
}
