import { expect, test } from 'vitest';
import { note } from '../scanner/source';
import { unitListText } from './unit-text';

test('no units are nothing left to convert, unless they could not be found', () => {
  expect(unitListText([], { units: [], quality: [note('unparsed', 'orders.py', 'Unterminated string.')] })).toBe('Nothing is left to convert.\n');
  expect(unitListText([], { units: [], quality: [note('no-units', '', 'Finding them took longer than it may.')] })).toBe('Finding them took longer than it may.\n');
});
