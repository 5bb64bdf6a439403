import { describe, test } from 'vitest';
import { SERVICE, check } from './testing/check-units';

describe('who calls it', () => {
  test('an async route awaits it at no cost', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'app/routes.py': `
from fastapi import APIRouter
from app.orders import OrderService
router = APIRouter()

@router.post("/orders")
async def create(order):
    OrderService().save(order)
`,
      },
      { 'OrderService.save': { together: ['OrderService.save'], around: ['async create'] } },
    ));

  test('a sync route becomes async with it', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'app/routes.py': `
from fastapi import APIRouter
from app.orders import OrderService
router = APIRouter()

@router.post("/orders")
def create(order):
    OrderService().save(order)
`,
      },
      { 'OrderService.save': { together: ['OrderService.save', 'create'], around: ['route create'] } },
    ));

  test('a view of Flask runs in a thread', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'app/views.py': `
from flask import Flask
from app.orders import OrderService
app = Flask(__name__)

@app.route("/orders")
def create():
    OrderService().save(None)
`,
      },
      { 'OrderService.save': { together: ['OrderService.save', 'create'], around: ['thread create'], waits: /create in app\/views.py is a view of a WSGI framework/ } },
    ));

  test('callers of callers, across files', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'app/imports.py': `
from app.orders import OrderService

class Importer:
    def __init__(self, orders: OrderService):
        self.orders = orders

    def one(self, row):
        self.orders.save(row)

    def all(self, rows):
        for row in rows:
            self.one(row)
`,
      },
      { 'OrderService.save': { together: ['Importer.all', 'Importer.one', 'OrderService.save'] } },
    ));

  test('a script', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'scripts/seed.py': `
from app.orders import OrderService

def main():
    OrderService().save(None)

if __name__ == "__main__":
    main()
`,
      },
      { 'OrderService.save': { together: ['OrderService.save', 'main'], around: ['cli scripts/seed.py'] } },
    ));

  test('a command', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'app/manage.py': `
import click
from app.orders import OrderService

@click.command()
def seed():
    OrderService().save(None)
`,
      },
      { 'OrderService.save': { together: ['OrderService.save', 'seed'], around: ['cli seed'] } },
    ));

  test('a thread', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'app/worker.py': `
import threading
from app.orders import OrderService

def work():
    OrderService().save(None)

def start():
    threading.Thread(target=work).start()
`,
      },
      { 'OrderService.save': { together: ['OrderService.save', 'work'], around: ['thread start'], waits: /work in app\/worker.py is run in a thread by start/ } },
    ));

  test('to_thread in async code: the bridge falls away', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'app/jobs.py': `
import asyncio
from app.orders import OrderService

def work():
    OrderService().save(None)

async def tick():
    await asyncio.to_thread(work)
`,
      },
      { 'OrderService.save': { together: ['OrderService.save', 'work'], around: ['async tick'] } },
    ));

  test('a Celery task', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'app/tasks.py': `
from celery import shared_task
from app.orders import OrderService

@shared_task
def save_order():
    OrderService().save(None)
`,
      },
      { 'OrderService.save': { together: ['OrderService.save', 'save_order'], around: ['worker save_order'], waits: /is a task/ } },
    ));

  test('tests only', () =>
    check(
      {
        'app/orders.py': SERVICE,
        'tests/test_orders.py': `
from app.orders import OrderService

def test_save():
    OrderService().save(None)
`,
      },
      { 'OrderService.save': { together: ['OrderService.save'], around: ['test test_save'] } },
    ));

  test('code that runs on import', () =>
    check(
      { 'app/orders.py': SERVICE, 'app/setup.py': 'from app.orders import OrderService\nOrderService().save(None)\n' },
      { 'OrderService.save': { together: ['OrderService.save'], around: ['module app/setup.py'], waits: /while app\/setup.py is imported/ } },
    ));

  test('recursion', () =>
    check(
      {
        'app/tree.py': `
from app.db import get_session

def walk(node):
    with get_session() as session:
        session.merge(node)
    for child in node.children:
        visit(child)

def visit(node):
    walk(node)
`,
      },
      { walk: { together: ['visit', 'walk'] } },
    ));

  test('nobody: it can go', () => check({ 'app/orders.py': SERVICE }, { 'OrderService.save': { together: ['OrderService.save'] } }));
});
