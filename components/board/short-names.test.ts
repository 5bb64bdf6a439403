import { expect, test } from 'vitest';
import { shortNames } from './short-names';

test('a name alone says which file it is, unless another has it', () => {
  const names = shortNames(['shop/orders/service.py', 'shop/stock/service.py', 'shop/app.py', 'app/stock/service.py', 'service.py']);
  expect([...names]).toEqual(
    expect.arrayContaining([
      ['shop/app.py', 'app.py'],
      ['shop/orders/service.py', 'orders/service.py'],
      ['shop/stock/service.py', 'shop/stock/service.py'],
      ['app/stock/service.py', 'app/stock/service.py'],
      ['service.py', 'service.py'],
    ]),
  );
  expect(names.size).toBe(5);
});
