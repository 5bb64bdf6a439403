import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { UsageRow } from '../../lib/db/read/file';
import { wordsOf } from '../../lib/words';
import { packNamed } from '../../scanner/packs/built-in';
import { UsageNote } from '../file/usage-note';
import { Headline } from './headline';
import { KindTable } from './kind-table';
import { WeekPanel } from './week-panel';

const place = { project: 'shop', week: null };
const counts = { async: 12, sync: 28 };

/** What a reader reads: text without tags, and what is told on hover or aloud. */
function textOf(html: string): string {
  const told = [...html.matchAll(/ (?:title|aria-label|placeholder)="([^"]*)"/g)].map((match) => match[1]);
  return `${html.replace(/<[^>]*>/g, ' ')} ${told.join(' ')}`;
}

function boardOf(name: string): string {
  const { words: own, examples } = packNamed(name).presentation;
  const words = wordsOf(own);
  const usage: UsageRow = { id: 1, line: 3, column: 1, endLine: 3, endColumn: 6, kind: 'legacy-query', state: 'sync', api: 'Model.query', method: 'query', asyncContext: false, scope: '', ordinal: 0, confidence: 'resolved', reason: 'legacy API', evidence: [], exemption: null };
  return textOf(
    renderToStaticMarkup(
      <>
        <Headline counts={counts} before={counts} forecast={{ kind: 'no-movement', since: null }} health={{ health: 'on track', because: 'It moves.' }} planned={null} place={place} words={words} />
        <KindTable totals={new Map([['legacy-query', counts]])} words={words} />
        <WeekPanel week="2026-W02" place={place} counts={counts} before={counts} moves={{ newLegacy: 0, newAsync: 2, converted: 1, regressed: 0, removed: 0, newHazards: 0 } as never} done={words.done} />
        <UsageNote usage={usage} place={place} fileIds={new Map()} path="app/orders.py" words={words} examples={examples} />
      </>,
    ),
  );
}

test('a board of another migration does not speak of sync and async', () => {
  const text = boardOf('flask-sqlalchemy-2');
  expect(text).toMatch(/usages converted/);
  expect(text).toMatch(/2 new converted/);
  expect(text).toMatch(/Legacy query/);
  expect(text).toMatch(/db\.select\(Order\)/);
  expect(text).not.toMatch(/\basync\b|\bsync\b/i);
});

test('the board of sessions goes on speaking of them', () => {
  const text = boardOf('sqlalchemy-async');
  expect(text).toMatch(/usages async/);
  expect(text).toMatch(/\bSync\b/);
  expect(text).toMatch(/await session\.execute\(select\(Order\)/);
});
