import { z } from 'zod';
import { Problem } from '../../../lib/api/problem';
import { readQuery } from '../../../lib/api/query';
import { badgeSvg } from '../../../lib/badge';
import { doneOf, scopeOf } from '../../../lib/migration';
import { reading, respond, type RouteContext } from '../../api/v1/answer';
import { projectAt } from '../../api/v1/place';

const ASKED = z.strictObject({ label: z.string().min(1).max(40).optional() });

/** `/badge/PROJECT.svg`: the progress of the latest state, as `awaited badge` prints it. */
export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  return respond(request, async (db) => {
    const { label } = readQuery(ASKED, new URL(request.url).searchParams);
    const [, slug] = /^(.+)\.svg$/.exec((await params).file ?? '') ?? [];
    if (slug === undefined) throw new Problem(404, 'There is no such badge; ask for /badge/PROJECT.svg.');
    const { name, at, counts, words } = await reading(db, (moment) => projectAt(moment, { project: slug }));
    if (at === null) throw new Problem(404, `${name} has no finished scan yet.`);
    return { text: badgeSvg({ label: label ?? words.done, done: doneOf(counts), scope: scopeOf(counts), broken: counts.broken ?? 0 }), type: 'image/svg+xml; charset=utf-8' };
  });
}
