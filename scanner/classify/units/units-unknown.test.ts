import { describe, test } from 'vitest';
import { SERVICE, check } from './testing/check-units';

describe('what is not known is said', () => {
  test('handed to somebody by name', () =>
    check(
      {
        'app/orders.py': `${SERVICE}
def on_order(bus, orders: OrderService):
    bus.subscribe("order", orders.save)
`,
      },
      { 'OrderService.save': { together: ['OrderService.save'], around: ['unknown on_order'], waits: /is handed to subscribe\(\) in on_order/ } },
    ));

  test('kept in a dictionary', () =>
    check(
      { 'app/orders.py': `${SERVICE}\nHANDLERS = {"save": OrderService().save}\n` },
      { 'OrderService.save': { together: ['OrderService.save'], around: ['unknown app/orders.py'], waits: /is kept by name/ } },
    ));

  test('a call on something unresolved', () =>
    check(
      {
        'app/orders.py': SERVICE.replaceAll('save', 'save_order'),
        'app/other.py': `
def run(container):
    container.resolve("orders").save_order(None)
`,
      },
      { 'OrderService.save_order': { together: ['OrderService.save_order'], around: ['unknown run'], waits: /calls something named save_order/ } },
    ));

  test('a call on what may be this and something unresolved', () =>
    check(
      {
        'app/orders.py': SERVICE.replaceAll('save', 'save_order'),
        'app/other.py': `
def run(container, test):
    service = container.resolve("orders") if test else None
    service.save_order(None)
`,
      },
      { 'OrderService.save_order': { together: ['OrderService.save_order'], around: ['unknown run'], waits: /calls something named save_order/ } },
    ));

  test('called in a lambda', () =>
    check(
      { 'app/orders.py': `${SERVICE}\ndef each(rows):\n    return sorted(rows, key=lambda row: OrderService().save(row))\n` },
      { 'OrderService.save': { together: ['OrderService.save'], around: ['unknown each'], waits: /lambda/ } },
    ));

  test('a constructor cannot be async', () =>
    check(
      {
        'app/cache.py': `
from app.db import get_session

class Cache:
    def __init__(self):
        with get_session() as session:
            self.rows = session.execute("select 1").all()
`,
      },
      { 'Cache.__init__': { together: ['Cache.__init__'], around: ['unknown Cache.__init__'], waits: /called by Python itself/ } },
    ));

  test('a decorator that nothing describes', () =>
    check(
      { 'app/orders.py': SERVICE.replace('    def save', '    @traced("save")\n    def save').replace('from app', 'from tracing import traced\nfrom app') },
      { 'OrderService.save': { together: ['OrderService.save'], around: ['unknown OrderService.save'], waits: /wrapped by @traced/ } },
    ));
});
