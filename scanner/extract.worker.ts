/** A thread of the extractor pool: contents in, encoded facts out. */
import { parentPort } from 'node:worker_threads';
import { extractContents } from './extract-content';
import type { ExtractTask, ExtractAnswer } from './extractor';

parentPort?.on('message', ({ jobs }: ExtractTask) => {
  const results = extractContents(jobs).map(({ body, notes }) => {
    // A view of a larger buffer would send the larger buffer.
    return { body: body.byteLength === body.buffer.byteLength ? body : body.slice(), notes };
  });
  const answer: ExtractAnswer = { results };
  parentPort?.postMessage(answer, results.map(({ body }) => body.buffer as ArrayBuffer));
});
