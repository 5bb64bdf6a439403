/** All rules about hazards, in the order of lib/hazards.ts. */
import type { HazardRuleName } from '../../../lib/hazards';
import { asyncFixtureWithoutPlugin } from './async-fixture-without-plugin';
import { asyncTestWithoutMarker } from './async-test-without-marker';
import { awaitOnSync } from './await-on-sync';
import { brokenProviderImport } from './broken-provider-import';
import { dualApiLeft } from './dual-api-left';
import { eventLoopInThread } from './event-loop-in-thread';
import { lazyLoadInAsync } from './lazy-load-in-async';
import { queryOnAsyncSession } from './query-on-async-session';
import { resultBeforeAwait } from './result-before-await';
import type { HazardRule } from './rule';
import { sharedAsyncSession } from './shared-async-session';
import { syncDriverForAsyncEngine } from './sync-driver-for-async-engine';
import { syncSessionInAsync } from './sync-session-in-async';
import { syncWithOnAsync } from './sync-with-on-async';
import { unawaitedOperation } from './unawaited-operation';
import { unawaitedProjectCall } from './unawaited-project-call';

/** One for each name, so that the compiler says which is missing. */
const BY_NAME: Readonly<Record<HazardRuleName, HazardRule>> = {
  'sync-session-in-async': syncSessionInAsync,
  'unawaited-operation': unawaitedOperation,
  'unawaited-project-call': unawaitedProjectCall,
  'await-on-sync': awaitOnSync,
  'query-on-async-session': queryOnAsyncSession,
  'result-before-await': resultBeforeAwait,
  'sync-with-on-async': syncWithOnAsync,
  'lazy-load-in-async': lazyLoadInAsync,
  'event-loop-in-thread': eventLoopInThread,
  'shared-async-session': sharedAsyncSession,
  'sync-driver-for-async-engine': syncDriverForAsyncEngine,
  'async-fixture-without-plugin': asyncFixtureWithoutPlugin,
  'async-test-without-marker': asyncTestWithoutMarker,
  'dual-api-left': dualApiLeft,
  'broken-provider-import': brokenProviderImport,
};

export const RULES: readonly HazardRule[] = Object.values(BY_NAME);
