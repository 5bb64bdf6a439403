/** What part of an application a file is: by its path where that is a convention, else by what it holds. */
import type { Category } from '../../lib/migration';
import { Node } from '../facts';
import { decoratorName } from '../link/functions';
import type { SourceFile } from '../link/source-file';
import type { Finding } from './context';

const TEST = /(^|\/)(tests?|testing|e2e|__tests__|__mocks__)\/|(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$|[.-](test|spec|cy)\.[mc]?[jt]sx?$/;
const MIGRATION = /(^|\/)(alembic|migrations?)(\/.*)?\/(env|versions\/.+)\.py$|(^|\/)versions\/[0-9a-f_]+[^/]*\.py$|(^|\/)migrations?\/.*\.[mc]?[jt]s$/;
const ROUTE_PATH = /(^|\/)(routes?|routers?|endpoints?|views?|controllers?|blueprints?)(\/|\.py$)|[./](route|routes|router|controller|resolver|gateway)\.[mc]?[jt]sx?$|(^|\/)(pages\/api|resolvers?)\/.*\.[mc]?[jt]sx?$/;
const ROUTE_DECORATOR = /(^|\.)(get|post|put|patch|delete|head|options|route|websocket|api_route)$/;
const WORKER_PATH = /(^|\/)(workers?|tasks|celery[^/]*|jobs|consumers?)(\/|\.py$)|(^|\/)[^/]*_worker\.py$|[./-](worker|processor|consumer|job)\.[mc]?[jt]s$/;
const NEST_ROUTE = /^(Controller|Resolver|WebSocketGateway)$/;
const NEST_WORKER = /^(Processor|Cron|Interval)$/;
const ENTITY = /^(Entity|ChildEntity|ViewEntity)$/;
const TASK_DECORATOR = /(^|\.)(task|shared_task|periodic_task|actor|job|broker\.task)$/;
const SCRIPT_PATH = /(^|\/)(scripts?|bin|tools?|examples?|cli|management\/commands)\/|(^|\/)(manage|cli|__main__|seed[^/]*)\.py$|(^|\/)seed[^/]*\.[mc]?[jt]s$/;
const MODEL_PATH = /(^|\/)(models?|entities|orm|tables)(\/|\.py$)|\.(entity|model)\.[mc]?[jt]s$/;
const DATABASE_PATH = /(^|\/)(database|db|session|sessions|deps|dependencies|engine)(\/__init__)?\.py$/;

/** Whether a file holds tests or what tests are made of. */
export function isTestPath(path: string): boolean {
  return TEST.test(path);
}

/** Alembic's environment and its scripts. */
export function isMigrationPath(path: string): boolean {
  return MIGRATION.test(path);
}

export function categoryOf(file: SourceFile, findings: readonly Finding[]): Category {
  const { path } = file;
  if (isTestPath(path)) return 'test';
  if (isMigrationPath(path) || findings.some((finding) => finding.kind === 'migration-env')) return 'migration-env';
  const decorators = file.facts.scopes.flatMap((scope) => scope.decorators.map((decorator) => decoratorName(file, decorator)));
  if (decorators.some((name) => ROUTE_DECORATOR.test(name) && name.includes('.') && !/^(mock|patch|pytest|httpx|client)/.test(name)) || decorators.some((name) => NEST_ROUTE.test(name)) || ROUTE_PATH.test(path)) return 'route';
  if (hasBackgroundLoop(file)) return 'background-loop';
  if (decorators.some((name) => TASK_DECORATOR.test(name) || NEST_WORKER.test(name)) || WORKER_PATH.test(path)) return 'worker';
  if (SCRIPT_PATH.test(path)) return 'script';
  if (findings.some((finding) => finding.kind === 'engine' || finding.kind === 'session-factory')) return 'database';
  if (hasMainGuard(file) && !path.includes('/')) return 'script';
  if (findings.some((finding) => finding.kind === 'model-base') || MODEL_PATH.test(path) || decorators.some((name) => ENTITY.test(name)) || hasMappedClass(file)) return 'model';
  if (DATABASE_PATH.test(path) && findings.some((finding) => finding.kind === 'session-provider')) return 'database';
  return findings.length > 0 ? 'service' : 'other';
}

/** `async def …_loop()` with an endless loop, started beside the application. */
function hasBackgroundLoop(file: SourceFile): boolean {
  return file.facts.blocks.some((block) => {
    if (block.kind !== 'loop' || block.guard === 0 || file.kind(block.guard) !== Node.Constant || file.name(file.a(block.guard)) !== 'True') return false;
    const scope = file.functionAround(block.scope);
    return scope >= 0 && file.scope(scope).isAsync && file.classAround(scope) < 0;
  });
}

function hasMainGuard(file: SourceFile): boolean {
  return file.facts.blocks.some((block) => block.kind === 'if' && block.parent === 0 && file.kind(block.guard) === Node.Compare && [...file.list(file.a(block.guard))].some((side) => file.describe(side) === '__name__'));
}

function hasMappedClass(file: SourceFile): boolean {
  return file.facts.bindings.some((binding) => binding.name === '__tablename__');
}
