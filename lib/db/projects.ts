import type { Db } from './open';

export interface ProjectToSave {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly name: string;
  readonly pack: string;
  readonly branch: string;
  /** The effective configuration as JSON. */
  readonly config: string;
}

/** Id and slug of the project for a repository and pack, created or brought up to date; nothing is written where nothing changed. */
export async function saveProject(db: Db, project: ProjectToSave, now: string): Promise<{ id: number; slug: string }> {
  return db.transaction().execute(async (trx) => {
    const known = await trx
      .selectFrom('project')
      .selectAll()
      .where('root', '=', project.root)
      .where('pack', '=', project.pack)
      .executeTakeFirst();
    if (!known) {
      const taken = await trx.selectFrom('project').select(['slug', 'root']).execute();
      // Of several migrations in one repository, the later ones say which they are.
      const name = taken.some((row) => row.root === project.root) ? `${project.name}-${project.pack}` : project.name;
      const slug = freeSlug(name, new Set(taken.map((row) => row.slug)));
      return trx
        .insertInto('project')
        .values({ ...project, slug, created_at: now })
        .returning(['id', 'slug'])
        .executeTakeFirstOrThrow();
    }
    const changed = known.name !== project.name || known.branch !== project.branch || known.config !== project.config;
    if (changed) await trx.updateTable('project').set(project).where('id', '=', known.id).execute();
    return { id: known.id, slug: known.slug };
  });
}

function freeSlug(name: string, taken: ReadonlySet<string>): string {
  const base = slugOf(name);
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

/** `OmoiOS` → `omoi-os` */
function slugOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return words || 'project';
}
