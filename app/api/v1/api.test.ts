import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { declareServing } from '../../../lib/access/serving';
import { ENDPOINTS } from '../../../lib/api/endpoints';
import { openApiDocument } from '../../../lib/api/openapi';
import { database } from '../../database';
import { ask, ExampleBoard } from './testing/example-board';

vi.mock('server-only', () => ({}));

const board = new ExampleBoard();
beforeAll(async () => {
  declareServing({ local: true, secure: false });
  vi.stubEnv('AWAITED_DB', board.databaseFile);
  await board.scan('history', 'scan');
}, 120_000);
afterAll(async () => {
  await (await database()).destroy();
  board.remove();
  vi.unstubAllEnvs();
});

type Name = keyof typeof ENDPOINTS;
type Item = Record<string, unknown>;
interface Listed {
  total: number;
  items: Item[];
  next: string | null;
}

const names = Object.keys(ENDPOINTS) as Name[];
const P = '/api/v1/projects/orderdesk';

/** What each endpoint is asked here: plainly, and with every parameter that it has. */
const QUESTIONS: Record<Name, readonly string[]> = {
  projects: ['/api/v1/projects', '/api/v1/projects?limit=1'],
  project: [P],
  snapshots: [`${P}/snapshots`, `${P}/snapshots?limit=5`],
  series: [`${P}/series`, `${P}/series?category=service`, `${P}/series?service=OrderService&limit=3`, `${P}/series?owner=@orderdesk/warehouse`, `${P}/series?file=1`],
  files: [`${P}/files`, `${P}/files?week=2026-W40&state=sync,blocking&category=service,route&hazard=no`, `${P}/files?q=order&status=done,ready&service=a\\,b&phase=x`, `${P}/files?owner=@orderdesk/core`],
  file: [`${P}/files/1`, `${P}/files/1?week=2026-W40`],
  usages: [`${P}/usages`, `${P}/usages?week=2026-W40&kind=session-operation&state=sync&category=service&service=OrderService&file=1`],
  moves: [`${P}/moves`, `${P}/moves?week=2026-W40&move=converted,added&authors=yes`],
  hazards: [`${P}/hazards`, `${P}/hazards?week=2026-W40&severity=error,warning&certainty=certain&exempt=no&rule=x&file=1`],
  units: [`${P}/units`, `${P}/units?week=2026-W38&ready=yes`],
  reports: [`${P}/reports`, `${P}/reports?limit=2`],
  report: [`${P}/reports/latest`, `${P}/reports/2026-W40`, `${P}/reports/2026-W37`],
};
const questions = names.flatMap((name) => QUESTIONS[name].map((path) => ({ name, path })));

const document = openApiDocument();
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document, 'openapi');

function described(name: Name, status: number): ValidateFunction {
  const pointer = status === 200 ? `paths/${ENDPOINTS[name].path.replaceAll('/', '~1')}/get/responses/200/content/application~1json/schema` : 'components/schemas/Error';
  return ajv.compile({ $ref: `openapi#/${encodeURI(pointer)}` });
}

const get = (name: Name, path: string, headers?: Record<string, string>) => ask(`api/v1${ENDPOINTS[name].path}`, path, headers);
const list = async (name: Name, path: string) => (await (await get(name, path)).json()) as Listed;

async function expectDescribed(name: Name, response: Response): Promise<void> {
  const fits = described(name, response.status);
  fits(await response.json());
  expect(fits.errors ?? []).toEqual([]);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
}

describe('what the OpenAPI document says', () => {
  test.each(questions)('$path', async ({ name, path }) => {
    const response = await get(name, path);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    await expectDescribed(name, response);
  });

  test('every route is described, and every description has a route', () => {
    const files = readdirSync(fileURLToPath(new URL('.', import.meta.url)), { recursive: true, encoding: 'utf8' });
    const routes = files.flatMap((path) => (path.endsWith('/route.ts') ? [`/${path.slice(0, -'/route.ts'.length).replace(/\[(\w+)\]/g, '{$1}')}`] : []));
    expect(routes.filter((path) => !['/openapi.json', '/[[...path]]'].includes(path)).sort()).toEqual(Object.keys(document.paths).sort());
  });

  test('the questions asked here use every parameter', () => {
    for (const name of names) {
      const used = new Set(QUESTIONS[name].flatMap((path) => [...new URLSearchParams(path.split('?')[1] ?? '').keys()]));
      const parameters = Object.keys(ENDPOINTS[name].query.shape).filter((key) => !['cursor', 'limit', 'service', 'phase'].includes(key));
      expect(parameters.filter((key) => !used.has(key)), name).toEqual([]);
    }
  });

  test('is what /api/v1/openapi.json answers', async () => {
    expect(await (await ask('api/v1/openapi.json', '/api/v1/openapi.json')).json()).toEqual(JSON.parse(JSON.stringify(document)));
  });
});

describe('the figures agree with each other', () => {
  test('usages, files, the series and the project', async () => {
    const project = (await (await get('project', P)).json()) as Item;
    const usages = await list('usages', `${P}/usages?limit=1000`);
    const files = await list('files', `${P}/files?limit=1000`);
    const series = await list('series', `${P}/series?limit=1000`);
    const report = (await (await get('report', `${P}/reports/latest`)).json()) as { headline: Item };
    const scope = usages.items.filter((usage) => usage.state !== 'exempt').length;
    expect(scope).toBeGreaterThan(50);
    expect(usages.total).toBe(usages.items.length);
    expect(files.items.reduce((sum, file) => sum + Number(file.scope), 0)).toBe(scope);
    expect(series.items.at(-1)).toMatchObject({ week: null, scope, counts: project.counts, commit: project.commit });
    expect(project).toMatchObject({ project: 'orderdesk', scope });
    expect(report.headline).toMatchObject({ scope, done: project.done });
  });

  test('every week of the series with the lists of that week', async () => {
    const { items: series } = await list('series', `${P}/series?limit=1000`);
    expect(series.length).toBeGreaterThan(10);
    for (const point of series) {
      const at = point.week === null ? '' : `&week=${String(point.week)}`;
      const files = (await list('files', `${P}/files?limit=1000${at}`)).items;
      const usages = (await list('usages', `${P}/usages?limit=1000${at}`)).items;
      const hazards = (await list('hazards', `${P}/hazards?limit=1000&exempt=no${at}`)).items;
      const statuses = Object.fromEntries(Object.keys(point.files as object).map((status) => [status, files.filter((file) => file.status === status).length]));
      expect(point.files, `files of ${String(point.week)}`).toEqual(statuses);
      for (const [kind, states] of Object.entries(point.kinds as Record<string, Record<string, number>>)) {
        for (const [state, count] of Object.entries(states)) expect(count, `${kind} ${state} of ${String(point.week)}`).toBe(usages.filter((usage) => usage.kind === kind && usage.state === state).length);
      }
      const figures = point.figures as { hazards: Record<string, number> };
      const certain = (severity: string) => hazards.filter((hazard) => hazard.certainty === 'certain' && hazard.severity === severity).length;
      expect(figures.hazards).toEqual({ error: certain('error'), warning: certain('warning'), note: certain('note'), possible: hazards.filter((hazard) => hazard.certainty === 'possible').length });
    }
  });

  test('the parts of a series with the whole, and with the files of an owner', async () => {
    const { items: whole } = await list('series', `${P}/series?limit=1000`);
    const services = [...new Set((await list('files', `${P}/files?limit=1000`)).items.map((file) => String(file.service)))];
    const parts = await Promise.all(services.map(async (service) => (await list('series', `${P}/series?limit=1000&service=${encodeURIComponent(service.replaceAll(',', '\\,'))}`)).items.at(-1)));
    expect(parts.reduce((sum, part) => sum + Number(part?.scope), 0)).toBe(whole.at(-1)?.scope);
    const owned = (await list('files', `${P}/files?limit=1000&owner=@orderdesk/warehouse`)).items;
    expect(owned.map((file) => file.path)).toEqual(['orderdesk/services/shipping.py', 'orderdesk/services/stock.py']);
    expect(owned[0]?.owners).toEqual(['@orderdesk/core', '@orderdesk/warehouse']);
    const series = (await list('series', `${P}/series?limit=1000&owner=@orderdesk/warehouse`)).items;
    expect(series.at(-1)?.scope).toBe(owned.reduce((sum, file) => sum + Number(file.scope), 0));
    const [stock] = owned.slice(1);
    const file = (await list('series', `${P}/series?limit=1000&file=${String(stock?.file)}`)).items;
    expect(file.at(-1)).toMatchObject({ counts: stock?.counts, files: { [String(stock?.status)]: 1 } });
    for (const week of ['2026-W40', '2026-W44']) {
      const then = (await (await get('file', `${P}/files/${String(stock?.file)}?week=${week}`)).json()) as Item;
      expect(file.find((point) => point.week === week)).toMatchObject({ counts: then.counts, files: { [String(then.status)]: 1 } });
    }
  });

  test('what moved with the weekly status, and each with who moved it', async () => {
    const report = (await (await get('report', `${P}/reports/2026-W40`)).json()) as { headline: Item };
    const { items } = await list('moves', `${P}/moves?week=2026-W40&limit=1000&authors=yes`);
    expect(items.filter((move) => move.move === 'converted')).toHaveLength(Number(report.headline.converted));
    expect(new Set(items.map((move) => move.author))).toEqual(new Set(['Tomasz Brandt']));
    expect((await list('moves', `${P}/moves?week=2026-W40&limit=1000&move=converted`)).items.map((move) => move.author)).toEqual(items.filter((move) => move.move === 'converted').map(() => null));
  });

  test('filters hold, and together they are exact', async () => {
    const { items } = await list('usages', `${P}/usages?limit=1000`);
    const asked = await list('usages', `${P}/usages?limit=1000&kind=session-operation,legacy-query&state=async`);
    expect(asked.items).toEqual(items.filter((usage) => usage.state === 'async' && ['session-operation', 'legacy-query'].includes(String(usage.kind))));
    expect(asked.total).toBeGreaterThan(0);
    const hazards = await list('hazards', `${P}/hazards`);
    const [first] = hazards.items;
    expect((await list('hazards', `${P}/hazards?rule=${String(first?.rule)}`)).items).toEqual(hazards.items.filter((hazard) => hazard.rule === first?.rule));
  });
});

describe('pages', () => {
  test.each([
    ['usages', '/usages?limit=7&state=sync,async'],
    ['snapshots', '/snapshots?limit=4'],
    ['series', '/series?limit=4'],
    ['files', '/files?limit=3&category=service,route'],
    ['units', '/units?limit=1'],
    ['hazards', '/hazards?limit=1'],
    ['reports', '/reports?limit=5'],
  ] as const)('of %s hold each item once, in order', async (name, path) => {
    const whole = await list(name, `${P}${path.replace(/limit=\d+/, 'limit=1000')}`);
    const items: Item[] = [];
    for (let next: string | null = `${P}${path}`; next !== null; ) {
      const response = await get(name, next);
      const page = (await response.json()) as Listed;
      expect(page.total).toBe(whole.items.length);
      expect(response.headers.get('link')).toBe(page.next && `<${page.next}>; rel="next"`);
      items.push(...page.items);
      next = page.next;
    }
    expect(items).toEqual(whole.items);
  });

  test('a newer scan ends a walk through the older one', async () => {
    const { next } = await list('usages', `${P}/usages?limit=5`);
    await board.scan('scan');
    const response = await get('usages', next ?? '');
    expect(response.status).toBe(410);
    await expectDescribed('usages', response);
  });
});

test('whoever has an answer already is told so', async () => {
  const first = await get('usages', `${P}/usages`);
  const etag = first.headers.get('etag') ?? '';
  for (const known of [etag, `"other", ${etag}`, etag.slice(2), '*']) {
    const again = await get('usages', `${P}/usages`, { 'If-None-Match': known });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
  }
  expect((await get('usages', `${P}/usages`, { 'If-None-Match': '"other"' })).status).toBe(200);
});

describe('what cannot be answered', () => {
  test.each([
    ['project', '/api/v1/projects/nothing', 404, 'There is no such project; /api/v1/projects lists them.'],
    ['file', `${P}/files/0`, 404, 'This snapshot has no such file with a usage or a hazard.'],
    ['file', `${P}/files/%2e%2e`, 404, 'This snapshot has no such file with a usage or a hazard.'],
    ['files', `${P}/files?week=2020-W01`, 404, 'orderdesk has nothing on record for 2020-W01.'],
    ['files', `${P}/files?week=2025-W53`, 400, 'The parameter "week" is not valid: write an ISO week such as 2026-W07.'],
    ['files', `${P}/files?sate=sync`, 400, 'There is no parameter "sate"; choose from limit, cursor, week, q, state, category, status, service, phase, owner, hazard.'],
    ['files', `${P}/files?state=sync&state=async`, 400, 'The parameter "state" is given twice; separate values by commas.'],
    ['hazards', `${P}/hazards?severity=bad`, 400, 'The parameter "severity" is not valid: Invalid option: expected one of "error"|"warning"|"note".'],
    ['hazards', `${P}/hazards?__proto__=x`, 400, /^There is no parameter "__proto__"/],
    ['project', `${P}?week=2026-W40`, 400, 'There is no parameter "week"; this endpoint takes none.'],
    ['usages', `${P}/usages?limit=1001`, 400, /^The parameter "limit" is not valid/],
    ['usages', `${P}/usages?state=`, 400, /^The parameter "state" is not valid/],
    ['usages', `${P}/usages?cursor=5`, 400, 'The parameter "cursor" is not valid: take it from `next` of the page before.'],
    ['series', `${P}/series?service=a&phase=b`, 400, 'A series is of one service, one category, one phase, one owner or one file; name one of them.'],
    ['series', `${P}/series?owner=@orderdesk/core&file=1`, 400, /^A series is of one/],
    ['series', `${P}/series?file=9999`, 404, 'No snapshot has such a file with a usage or a hazard.'],
    ['series', `${P}/series?service=nothing`, 404, 'No snapshot has a usage of this service.'],
    ['report', `${P}/reports/soon`, 404, 'There is no such week; write an ISO week such as 2026-W07, or latest.'],
  ] as const)('%s %s', async (name, path, status, sentence) => {
    const response = await get(name, path);
    expect(response.status).toBe(status);
    expect(((await response.clone().json()) as Item).error).toEqual(typeof sentence === 'string' ? sentence : expect.stringMatching(sentence));
    await expectDescribed(name, response);
  });

  test('an endpoint that does not exist', async () => {
    expect((await ask('api/v1/[[...path]]', '/api/v1/users')).status).toBe(404);
  });

  test.each(names)('%s answers any parameter with a sentence, never with a failure', async (name) => {
    const keys = [...Object.keys(ENDPOINTS[name].query.shape), 'constructor', 'x'];
    const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('1', '-1', '1e9', 'NaN', '2026-W40', "' or 1=1 --", '../../etc/passwd', '%', ',,\\,', '999999999-000000000000'));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 3 }), fc.string({ unit: 'grapheme', maxLength: 20 }), async (query, part) => {
        const path = (ENDPOINTS[name].path as string).replace('{project}', 'orderdesk').replace(/\{\w+\}/, encodeURIComponent(part));
        const response = await get(name, `/api/v1${path}?${new URLSearchParams(query)}`);
        expect([200, 400, 404, 410]).toContain(response.status);
        await expectDescribed(name, response);
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});

describe('the badge', () => {
  const badge = (path: string, headers?: Record<string, string>) => ask('badge/[file]', path, headers);

  test('shows the progress of the latest state, and is checked anew each time', async () => {
    const response = await badge('/badge/orderdesk.svg');
    expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    const project = (await (await get('project', P)).json()) as { progress: number };
    expect(await response.text()).toContain(`<title>async: ${Math.floor(project.progress * 100)} %`);
    expect((await badge('/badge/orderdesk.svg', { 'If-None-Match': response.headers.get('etag') ?? '' })).status).toBe(304);
  });

  test.each([
    ['/badge/orderdesk.svg?label=SQLAlchemy', 200],
    ['/badge/orderdesk.svg?label=', 400],
    ['/badge/orderdesk.png', 404],
    ['/badge/nothing.svg', 404],
    ['/badge/..%2F.svg', 404],
  ])('%s: %i', async (path, status) => {
    expect((await badge(path)).status).toBe(status);
  });
});
