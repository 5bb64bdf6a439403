import { expect, test } from 'vitest';
import { moduleName, stemOf } from './module-name';

function check(expected: Readonly<Record<string, string>>): void {
  expect(Object.fromEntries(Object.keys(expected).map((path) => [path, moduleName(path)]))).toEqual(expected);
}

test('what a file is about is mostly its stem', () => check({
  'app/services/order_service.py': 'order_service',
  'app/api/routes/tickets.py': 'tickets',
  'src/desk/order/invoicing.py': 'invoicing',
  'desk/services/runs/__init__.py': 'runs',
  'packages/core/src/orders/index.ts': 'orders',
  'packages/core/src/orders/orders.service.ts': 'orders.service',
  'main.py': 'main',
  'service.py': 'service',
  '__init__.py': '__init__',
}));

test('in a package for each feature it is the package', () => check({
  'src/desk/order/service.py': 'order',
  'src/desk/order/flows.py': 'order',
  'src/order/service.py': 'order',
  'src/desk/project/service.py': 'project',
  'order/service.py': 'order',
  'app/order/crud.py': 'order',
  'app/order/db.py': 'order',
  'app/modules/order/api/v1/endpoints.py': 'order',
  'services/order/app/main.py': 'order',
  'backend/desk/server/features/order/api.py': 'order',
  'desk/background/celery/tasks/reminders/tasks.py': 'reminders',
  'desk/manage/views/__init__.py': 'manage',
  'packages/orders/src/service.ts': 'orders',
  'packages/core/src/orders/service.ts': 'orders',
}));

test('a feature within another has the name of both, so that two types are two services', () => check({
  'src/desk/order/type/service.py': 'order.type',
  'src/desk/parcel/type/service.py': 'parcel.type',
  'src/desk/plugins/slack/order/views.py': 'slack.order',
  'src/desk/returns/service/reminder/service.py': 'returns.reminder',
}));

test('a layer’s folder says nothing of its files, nor does the package of the whole application', () => check({
  'app/services/utils.py': 'utils',
  'app/core/database.py': 'database',
  'desk/repositories/tasks.py': 'tasks',
  'desk/api/routes/tasks.py': 'tasks',
  'desk/core/api/helpers.py': 'helpers',
  'src/desk/main.py': 'main',
  'desk/db.py': 'db',
  'desk/worker.py': 'worker',
  'desk/utils/__init__.py': 'utils',
  'desk/services/__init__.py': 'services',
  'desk/routes/__init__.py': 'routes',
  'desk/service/service.py': 'service',
}));

test('the stem, for names in the configuration, is the file’s whatever it says', () => {
  expect(stemOf('src/desk/order/service.py')).toBe('service');
  expect(stemOf('src/desk/order/__init__.py')).toBe('order');
});
