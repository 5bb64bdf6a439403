import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import { Turns } from './turns';

class Response extends EventEmitter {
  destroyed = false;
  leave(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

afterEach(() => void vi.useRealTimers());

/** Asks for pages by name; gives what was begun, and the answers by name. */
function asking(turns: Turns) {
  const begun: string[] = [];
  const answers = new Map<string, Response>();
  const ask = (name: string, method = 'GET') => {
    const response = new Response();
    answers.set(name, response);
    turns.take({ method, url: `/p/orderdesk/${name}` } as IncomingMessage, response as unknown as ServerResponse, () => void begun.push(name));
  };
  const answerOf = (name: string) => answers.get(name) ?? new Response();
  return { begun, ask, answerOf };
}

test('so many at once, the others in the order in which they came', () => {
  const { begun, ask, answerOf } = asking(new Turns(2));
  for (const name of ['files', 'weeks', 'services', 'report']) ask(name);
  expect(begun).toEqual(['files', 'weeks']);
  answerOf('weeks').emit('finish');
  answerOf('weeks').emit('close');
  expect(begun).toEqual(['files', 'weeks', 'services']);
  answerOf('files').emit('finish');
  expect(begun).toEqual(['files', 'weeks', 'services', 'report']);
});

test('edits and what goes on for as long as a page is open wait for nobody, and nobody for them', () => {
  const { begun, ask } = asking(new Turns(1));
  ask('files');
  ask('edit', 'POST');
  ask('live');
  ask('live?x=1');
  expect(begun).toEqual(['files', 'edit', 'live', 'live?x=1']);
});

test('whoever left while waiting takes no turn, and whoever reads slowly keeps it for a while only', () => {
  vi.useFakeTimers();
  const { begun, ask, answerOf } = asking(new Turns(1, 1000));
  for (const name of ['files', 'weeks', 'report']) ask(name);
  answerOf('weeks').leave();
  vi.advanceTimersByTime(1000);
  expect(begun).toEqual(['files', 'report']);
  answerOf('files').leave();
  ask('search');
  answerOf('report').emit('finish');
  expect(begun).toEqual(['files', 'report', 'search']);
});
