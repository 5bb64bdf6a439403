/** How pytest treats coroutines in a project: what its settings, dependencies and markers say. */
import { dirname } from 'node:path/posix';
import type { SourceFile } from '../../link/source-file';
import { Node } from '../../facts';
import { oncePerProject } from './project-answers';
import type { Project } from './rule';

/**
 * `auto`: every coroutine test and fixture runs; `strict`: only what is marked; `legacy`: fixtures run, tests need a
 * marker; `unknown`: no sign of pytest-asyncio, or a hook that may do anything.
 */
export type PytestMode = 'auto' | 'strict' | 'legacy' | 'unknown';

const TEST_FILE = /(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$/;

/** A module that pytest collects by its default pattern, or a conftest.py. */
export function isTestFile(file: SourceFile): boolean {
  return TEST_FILE.test(file.path);
}

export function pytestMode(project: Project, file: SourceFile): PytestMode {
  const settings = settingsOf(project);
  if (!settings.hasPlugin || settings.hooks.some((folder) => isBelow(file.path, folder))) return 'unknown';
  const nearest = settings.configured.filter((one) => isBelow(file.path, one.folder)).sort((left, right) => right.folder.length - left.folder.length)[0];
  if (nearest?.mode !== undefined) return nearest.mode;
  // A setting elsewhere is in force where the tests are run from there; not for a project that has its own dependencies.
  const isOwnProject = settings.homes.some((home) => home !== '' && isBelow(file.path, home));
  if (!isOwnProject && settings.configured.some((one) => one.mode === 'auto')) return 'unknown';
  return settings.isOld ? 'legacy' : 'strict';
}

interface Settings {
  readonly hasPlugin: boolean;
  /** pytest-asyncio before 0.19, whose default was another. */
  readonly isOld: boolean;
  readonly configured: readonly { readonly folder: string; readonly mode: PytestMode | undefined }[];
  /** Folders of manifests that name pytest-asyncio. */
  readonly homes: readonly string[];
  /** Folders whose conftest.py has a hook that marks or runs tests. */
  readonly hooks: readonly string[];
}

const settingsOf = oncePerProject((project): Settings => {
  const configured: { folder: string; mode: PytestMode | undefined }[] = [];
  const homes: string[] = [];
  let hasPlugin = false;
  let isOld = false;
  for (const { path, text } of project.manifests) {
    const folder = dirname(path) === '.' ? '' : dirname(path);
    if (/(^|["'\s,[])pytest-asyncio\b/im.test(text)) homes.push(folder);
    if (/pytest-asyncio\s*=?\s*["']?\s*(==|~=|\^)?\s*0\.(\d|1[0-8])\b/i.test(text)) isOld = true;
    const mode = /^\s*asyncio_mode\s*=\s*["']?(\w+)/m.exec(text)?.[1] ?? /--asyncio-mode[= ](\w+)/.exec(text)?.[1];
    if (mode !== undefined) configured.push({ folder, mode: mode === 'auto' ? 'auto' : mode === 'legacy' ? 'legacy' : 'strict' });
    else if (/^\[(pytest|tool:pytest|tool\.pytest(\.ini_options)?)\]/m.test(text)) configured.push({ folder, mode: undefined });
  }
  hasPlugin = homes.length > 0;
  const hooks: string[] = [];
  for (const file of project.linker.files) {
    if (!TEST_FILE.test(file.path)) continue;
    if (file.facts.imports.some((row) => row.module === 'pytest_asyncio')) hasPlugin = true;
    if (file.bindingsOf(0).has('pytest_collection_modifyitems') || file.bindingsOf(0).has('pytest_pyfunc_call')) hooks.push(dirname(file.path) === '.' ? '' : dirname(file.path));
    hasPlugin ||= marksAsyncio(file);
  }
  return { hasPlugin, isOld, configured, homes, hooks };
});

/** `pytest.mark.asyncio` anywhere. */
function marksAsyncio(file: SourceFile): boolean {
  if (!file.facts.names.includes('asyncio') || !file.facts.names.includes('mark')) return false;
  const { kind, count } = file.facts.nodes;
  for (let node = 1; node < count; node++) if (kind[node] === Node.Attribute && file.describe(node) === 'pytest.mark.asyncio') return true;
  return false;
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}
