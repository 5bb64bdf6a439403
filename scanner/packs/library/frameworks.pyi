# What the evaluator needs to know of frameworks that hand sessions around, as stub source.

# module: fastapi
from typing import Any
from starlette.requests import Request as Request
from starlette.websockets import WebSocket as WebSocket
from starlette.applications import Starlette
class FastAPI(Starlette): ...
class BackgroundTasks:
    def add_task(self, func: Callable[_P, _T], *args: Any, **kwargs: Any) -> None: ...
class Params: ...
def Depends(dependency: Any = None, *, use_cache: bool = True) -> Any: ...
def Security(dependency: Any = None, *, scopes: Any = None, use_cache: bool = True) -> Any: ...
from typing import Callable, ParamSpec, TypeVar
_T = TypeVar("_T")
_P = ParamSpec("_P")

# module: fastapi.params
from fastapi import *

# module: fastapi.param_functions
from fastapi import *

# module: fastapi.requests
from starlette.requests import Request as Request

# module: fastapi.concurrency
from starlette.concurrency import *

# module: fastapi.background
from fastapi import BackgroundTasks as BackgroundTasks

# module: fast_depends
def Depends(dependency: Any = None, *, use_cache: bool = True) -> Any: ...

# module: faststream
def Depends(dependency: Any = None, *, use_cache: bool = True) -> Any: ...

# module: taskiq
def TaskiqDepends(dependency: Any = None, *, use_cache: bool = True) -> Any: ...

# module: fastapi_injector
def Injected(dependency: Any = None) -> Any: ...

# module: litestar

# module: litestar.di
def Provide(dependency: Any = None, use_cache: bool = False, sync_to_thread: Any = None) -> Any: ...

# module: starlette

# module: starlette.datastructures
from typing import Any
class State:
    def __getattr__(self, name: str) -> Any: ...

# module: starlette.requests
from typing import Any
from starlette.datastructures import State
class HTTPConnection:
    state: State
    app: Any
class Request(HTTPConnection): ...

# module: starlette.websockets
from starlette.requests import HTTPConnection
class WebSocket(HTTPConnection): ...

# module: starlette.applications
from starlette.datastructures import State
class Starlette:
    state: State

# module: starlette.background
from fastapi import BackgroundTasks as BackgroundTasks

# module: starlette.concurrency
from typing import Any, Callable, ParamSpec, TypeVar
_T = TypeVar("_T")
_P = ParamSpec("_P")
async def run_in_threadpool(func: Callable[_P, _T], *args: Any, **kwargs: Any) -> _T: ...
def contextmanager_in_threadpool(cm: Any) -> Any: ...

# module: anyio
from typing import Any, Awaitable, Callable, TypeVar
_T = TypeVar("_T")
def run(func: Callable[..., Awaitable[_T]], *args: Any, backend: str = "asyncio") -> _T: ...

# module: anyio.to_thread
from typing import Any, Callable, ParamSpec, TypeVar
_T = TypeVar("_T")
_P = ParamSpec("_P")
async def run_sync(func: Callable[_P, _T], *args: Any, **kwargs: Any) -> _T: ...

# module: asgiref

# module: asgiref.sync
from typing import Any, Awaitable, Callable, TypeVar
_T = TypeVar("_T")
def sync_to_async(func: Callable[..., _T], thread_sensitive: bool = True) -> Callable[..., Awaitable[_T]]: ...
def async_to_sync(awaitable: Callable[..., Awaitable[_T]]) -> Callable[..., _T]: ...

# module: flask
from typing import Any
class _AppCtxGlobals:
    def __getattr__(self, name: str) -> Any: ...
g: _AppCtxGlobals
class Flask: ...

# module: flask_sqlalchemy
from typing import Any, ClassVar
from sqlalchemy.orm import Query, Session, scoped_session
from sqlalchemy import Engine
class Model:
    query: ClassVar[Query]
    metadata: Any
_Model = Model
class SQLAlchemy:
    def __init__(self, app: Any = None, *, metadata: Any = None, session_options: Any = None, query_class: Any = None, model_class: Any = None, **kwargs: Any): ...
    session: scoped_session[Session]
    Model: type[_Model]
    engine: Engine
    def get_engine(self, bind: Any = None) -> Engine: ...
    def create_scoped_session(self, options: Any = None) -> scoped_session[Session]: ...
    def create_session(self, options: Any = None) -> Any: ...
    def get_or_404(self, entity: Any, ident: Any, *, description: Any = None, **kwargs: Any) -> Any: ...
    def first_or_404(self, statement: Any, *, description: Any = None) -> Any: ...
    def one_or_404(self, statement: Any, *, description: Any = None) -> Any: ...
    def paginate(self, select: Any, **kwargs: Any) -> Any: ...
class BaseQuery(Query): ...

# module: flask_sqlalchemy.model
from flask_sqlalchemy import Model as Model

# module: flask_sqlalchemy.session
from sqlalchemy.orm import Session as _Session
class Session(_Session): ...

# module: fastapi_sqlalchemy
from sqlalchemy.orm import Session
class DBSession:
    session: Session
    def __enter__(self) -> DBSession: ...
    def __call__(self, **kwargs: Any) -> DBSession: ...
db: DBSession

# module: fastapi_async_sqlalchemy
from sqlalchemy.ext.asyncio import AsyncSession
class DBSession:
    session: AsyncSession
    async def __aenter__(self) -> DBSession: ...
    def __call__(self, **kwargs: Any) -> DBSession: ...
db: DBSession

# module: alembic
from alembic import op as op

# module: alembic.op
from sqlalchemy import Connection
def get_bind() -> Connection: ...

# module: zope

# module: zope.sqlalchemy
def register(session: Any, **kwargs: Any) -> None: ...
