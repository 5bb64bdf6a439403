import { expect, test } from 'vitest';
import { SideBySide } from './side-by-side';

test('all pieces are done, and never more of them at a time than asked for', async () => {
  const pieces = new SideBySide(3);
  const done: number[] = [];
  let running = 0;
  let most = 0;
  for (let piece = 0; piece < 10; piece++) {
    await pieces.add(async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      done.push(piece);
    });
  }
  await pieces.end();
  expect(most).toBe(3);
  expect(done.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('a failure is told at the end, also one that nobody waited for', async () => {
  const pieces = new SideBySide(3);
  await pieces.add(() => Promise.reject(new Error('The disk is full')));
  await new Promise((resolve) => setImmediate(resolve));
  await pieces.add(async () => {});
  await expect(pieces.end()).rejects.toThrow('The disk is full');
});

test('a failure is told before further pieces are begun where there is no room', async () => {
  const pieces = new SideBySide(1);
  await pieces.add(() => Promise.reject(new Error('The disk is full')));
  await expect(pieces.add(async () => {})).rejects.toThrow('The disk is full');
});
