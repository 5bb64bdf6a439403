/** Texts of the generated files. What they say is of no use; how it is said is what applications on SQLAlchemy look like. */

export interface Around {
  readonly name: string;
  readonly isAsync: boolean;
  readonly random: (below: number) => number;
  readonly neighbours: { readonly models: string; readonly services: readonly { readonly module: string; readonly name: string }[] };
}

const FIELDS = ['title', 'state', 'amount', 'owner', 'reference', 'priority', 'note', 'currency'];

export function modelFile({ name, random }: Around): string {
  const classes = times(3, (row) => {
    const columns = times(4 + random(5), (column) => `    ${FIELDS[column % 8]}_${column} = mapped_column(String(${20 + random(200)}), nullable=${random(2) ? 'True' : 'False'})\n`);
    return `class Row${row}(Base):\n    """One row of ${name}."""\n\n    __tablename__ = "${name}_${row}"\n\n    id = mapped_column(Integer, primary_key=True)\n${columns.join('')}\n    def label(self) -> str:\n        return f"{self.id}: {self.title_0}"\n`;
  });
  return `"""Tables of ${name}."""\nfrom sqlalchemy import Integer, String\nfrom sqlalchemy.orm import mapped_column\n\nfrom shop.database import Base\n\n\n${classes.join('\n\n')}`;
}

export function serviceFile({ name, isAsync, random, neighbours }: Around): string {
  const [def, wait, open, session] = words(isAsync);
  const others = neighbours.services;
  const imports = others.map((other) => `from ${other.module} import Service as ${other.name}_service`).join('\n');
  const methods = times(6 + random(4), (index) => {
    const field = FIELDS[random(8)];
    const other = others[random(others.length)];
    return `
    ${def} find_${index}(self, session: ${session}, ${field}: str, limit: int = ${10 + random(90)}) -> list[Row${random(3)}]:
        """Rows with a given ${field}, the newest first."""
        if not ${field}:
            raise ValueError("${field} must not be empty")
        query = select(Row${random(3)}).where(Row${random(3)}.title_0 == ${field}).limit(limit)
        result = ${wait}session.execute(query)
        rows = [row for row in result.scalars() if row.id is not None and row.id > ${random(1000)}]
        self.log.info("found %s rows for %s", len(rows), ${field})
        return rows

    ${def} change_${index}(self, row_id: int, values: dict[str, object]) -> bool:
        ${open} as session:
            row = ${wait}session.get(Row${random(3)}, row_id)
            if row is None:
                return False
            for key, value in values.items():
                setattr(row, key, value)
            session.add(row)
            ${wait}session.flush()
            helper = ${other?.name}_service(self.settings)
            total = helper.total_of([row.id, ${random(500)}, len(values)])
            if total > ${random(5000)}:
                ${wait}session.rollback()
                return False
            ${wait}session.commit()
            return True
`;
  });
  return `"""What can be done with ${name}."""
import logging
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from ${neighbours.models} import Row0, Row1, Row2
from shop.database import async_session_scope, session_scope
${imports}


class Service:
    def __init__(self, settings: dict[str, str]) -> None:
        self.settings = settings
        self.log = logging.getLogger(__name__)
        self.started = datetime.now() - timedelta(minutes=${random(60)})

    def total_of(self, numbers: list[int]) -> int:
        return sum(number * ${1 + random(9)} for number in numbers if number % ${2 + random(5)} == 0)

    ${def} touch(self, session, row_id):
        row = ${wait}session.get(Row0, row_id)
        row.touched = datetime.now()
        ${wait}session.flush()
${methods.join('')}`;
}

/** A module that knows no database. */
export function computingFile({ name, random }: Around): string {
  const methods = times(8 + random(6), (index) => {
    const field = FIELDS[random(8)];
    return `
    def plan_${index}(self, ${field}: str, amounts: Sequence[Decimal], limit: int = ${10 + random(90)}) -> dict[str, Decimal]:
        """Shares of each amount, rounded so that they add up."""
        if not amounts:
            raise ValueError(f"{${field}} has no amounts")
        total = sum(amounts, Decimal(${random(100)}))
        shares: dict[str, Decimal] = {}
        for position, amount in enumerate(sorted(amounts, reverse=True)[:limit]):
            share = (amount / total * 100).quantize(Decimal("0.01"))
            key = self.${field}.get(position, f"${field}-{position}")
            shares[key] = shares.get(key, Decimal(0)) + share
            self.log.debug("share %s of %s is %s", key, ${field}, share)
        rest = Decimal(100) - sum(shares.values())
        if rest > ${random(10)} and shares:
            shares[max(shares, key=lambda name: shares[name])] += rest
        return {key: value for key, value in shares.items() if value > 0}
`;
  });
  const fields = FIELDS.map((field) => `        self.${field}: dict[int, str] = {}\n`);
  return `"""How ${name} is shared out."""
import logging
from collections.abc import Sequence
from decimal import Decimal


class Service:
    def __init__(self, settings: dict[str, str]) -> None:
        self.settings = settings
        self.log = logging.getLogger(__name__)
${fields.join('')}
    def total_of(self, numbers: list[int]) -> int:
        return sum(number * ${1 + random(9)} for number in numbers)
${methods.join('')}`;
}

export function routeFile({ name, isAsync, random, neighbours }: Around): string {
  const [, wait, , session] = words(isAsync);
  const provider = isAsync ? 'get_async_session' : 'get_session';
  const imports = neighbours.services.map((other) => `from ${other.module} import Service as ${other.name}_service`).join('\n');
  const routes = times(5 + random(3), (index) => {
    const other = neighbours.services[random(neighbours.services.length)];
    return `
@router.get("/${name}/${index}/{row_id}")
${isAsync ? 'async def' : 'def'} show_${index}(row_id: int, title: str = "", session: ${session} = Depends(${provider})) -> dict[str, object]:
    row = ${wait}session.get(Row${random(3)}, row_id)
    if row is None:
        raise HTTPException(status_code=404, detail=f"There is no row {row_id}")
    service = ${other?.name}_service({"title": title})
    ${wait}service.touch(session, row_id)
    return {"row": row.label(), "total": service.total_of([row_id, ${random(100)}])}
`;
  });
  return `"""Routes of ${name}."""
from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from ${neighbours.models} import Row0, Row1, Row2
from shop.database import get_async_session, get_session
${imports}

router = APIRouter(prefix="/${name}", tags=["${name}"])

${routes.join('\n')}`;
}

export function jobFile({ name, isAsync, random }: Around): string {
  const [def, wait, open] = words(isAsync);
  const steps = times(4 + random(4), (index) => `
${def} step_${index}(batch: int = ${random(500)}) -> int:
    done = 0
    ${open} as session:
        for chunk in range(0, batch, ${5 + random(20)}):
            ${wait}session.execute(text("update ${name}_0 set state_1 = :state where id = :id"), {"state": "done", "id": chunk})
            done += 1
        ${wait}session.commit()
    return done
`);
  return `"""Jobs of ${name}, run every few minutes."""\nfrom sqlalchemy import text\n\nfrom shop.database import async_session_scope, session_scope\n\n${steps.join('\n')}`;
}

export function testFile({ name, isAsync, random, neighbours }: Around): string {
  const [def, wait, open] = words(isAsync);
  const other = neighbours.services[random(neighbours.services.length)];
  const tests = times(5 + random(5), (index) => `
${isAsync ? '@pytest.mark.asyncio\n' : ''}${def} test_${index}() -> None:
    service = Service({"title": "${name}"})
    assert service.total_of([${random(9)}, ${random(9)}]) >= 0
    ${open} as session:
        result = ${wait}session.execute(select(Row${random(3)}).where(Row0.id == ${random(100)}))
        assert result.scalars().all() == []
`);
  return `import pytest
from sqlalchemy import select

from ${neighbours.models} import Row0, Row1, Row2
from shop.database import async_session_scope, session_scope
from ${other?.module} import Service

${tests.join('\n')}`;
}

/** How one defines, waits, opens and names a session. */
function words(isAsync: boolean): [string, string, string, string] {
  return isAsync ? ['async def', 'await ', 'async with async_session_scope()', 'AsyncSession'] : ['def', '', 'with session_scope()', 'Session'];
}

function times(count: number, text: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => text(index));
}
