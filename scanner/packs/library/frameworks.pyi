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
class _Application:
    state: State
    def __getattr__(self, name: str) -> Any: ...
class HTTPConnection:
    state: State
    app: _Application
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
current_app: Flask

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
    engines: dict[str | None, Engine]
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

# module: flask_sqlalchemy.extension
from flask_sqlalchemy import SQLAlchemy as SQLAlchemy

# module: flask_sqlalchemy.query
from sqlalchemy.orm import Query as _Query
class Query(_Query): ...

# module: flask_sqlalchemy.session
from sqlalchemy.orm import Session as _Session
class Session(_Session): ...

# module: flask_sqlalchemy_lite
from sqlalchemy import Engine
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker
from sqlalchemy.orm import Session, sessionmaker
class SQLAlchemy:
    engine: Engine
    async_engine: AsyncEngine
    sessionmaker: sessionmaker[Session]
    async_sessionmaker: async_sessionmaker[AsyncSession]
    session: Session
    async_session: AsyncSession
    def get_engine(self, name: str = "default") -> Engine: ...
    def get_async_engine(self, name: str = "default") -> AsyncEngine: ...
    def get_session(self, name: str = "default") -> Session: ...
    def get_async_session(self, name: str = "default") -> AsyncSession: ...

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

# module: fastapi_users_db_sqlalchemy
from typing import Generic, TypeVar
from sqlalchemy.ext.asyncio import AsyncSession
_U = TypeVar("_U")
_I = TypeVar("_I")
class SQLAlchemyUserDatabase(Generic[_U, _I]):
    session: AsyncSession

# module: fastapi_users_db_sqlalchemy.access_token
from typing import Generic, TypeVar
from sqlalchemy.ext.asyncio import AsyncSession
_A = TypeVar("_A")
class SQLAlchemyAccessTokenDatabase(Generic[_A]):
    session: AsyncSession

# module: fastapi_users

# module: fastapi_users.db
from fastapi_users_db_sqlalchemy import SQLAlchemyUserDatabase as SQLAlchemyUserDatabase

# module: fastapi_utils

# module: fastapi_utils.session
from contextlib import AbstractContextManager
from typing import Iterator
from sqlalchemy.orm import Session
class FastAPISessionMaker:
    def get_db(self) -> Iterator[Session]: ...
    def context_session(self) -> AbstractContextManager[Session]: ...

# module: fastapi_restful

# module: fastapi_restful.session
from fastapi_utils.session import *

# module: airflow

# module: airflow.settings
from sqlalchemy.orm import Session as _Session, scoped_session
Session: scoped_session[_Session]

# module: airflow.utils

# module: airflow.utils.session
from contextlib import AbstractContextManager
from typing import Any
from sqlalchemy.orm import Session
def create_session(scoped: bool = True) -> AbstractContextManager[Session]: ...
NEW_SESSION: Session

# module: airflow.utils.db
from airflow.utils.session import create_session as create_session

# module: strawberry
from strawberry.types.info import Info as Info

# module: strawberry.types
from strawberry.types.info import Info as Info

# module: strawberry.types.info
from typing import Generic, TypeVar
_C = TypeVar("_C")
_R = TypeVar("_R")
class Info(Generic[_C, _R]):
    context: _C
    root_value: _R

# module: dishka
from typing import Annotated, Any, TypeVar
_T = TypeVar("_T")
FromDishka = Annotated[_T, "from the container"]
class Container:
    def __call__(self, context: Any = None, scope: Any = None) -> Container: ...
    def __enter__(self) -> Container: ...
    def get(self, dependency_type: type[_T], component: Any = "") -> _T: ...
class AsyncContainer:
    def __call__(self, context: Any = None, scope: Any = None) -> AsyncContainer: ...
    async def __aenter__(self) -> AsyncContainer: ...
    async def get(self, dependency_type: type[_T], component: Any = "") -> _T: ...
def make_container(*providers: Any, **kwargs: Any) -> Container: ...
def make_async_container(*providers: Any, **kwargs: Any) -> AsyncContainer: ...

# module: dishka.async_container
from dishka import AsyncContainer as AsyncContainer, make_async_container as make_async_container

# module: dishka.integrations

# module: dishka.integrations.base
from dishka import FromDishka as FromDishka

# module: dishka.integrations.aiogram
from dishka import FromDishka as FromDishka

# module: dishka.integrations.aiogram_dialog
from dishka import FromDishka as FromDishka

# module: dishka.integrations.aiohttp
from dishka import FromDishka as FromDishka

# module: dishka.integrations.arq
from dishka import FromDishka as FromDishka

# module: dishka.integrations.celery
from dishka import FromDishka as FromDishka

# module: dishka.integrations.click
from dishka import FromDishka as FromDishka

# module: dishka.integrations.fastapi
from dishka import FromDishka as FromDishka

# module: dishka.integrations.faststream
from dishka import FromDishka as FromDishka

# module: dishka.integrations.flask
from dishka import FromDishka as FromDishka

# module: dishka.integrations.grpcio
from dishka import FromDishka as FromDishka

# module: dishka.integrations.litestar
from dishka import FromDishka as FromDishka

# module: dishka.integrations.sanic
from dishka import FromDishka as FromDishka

# module: dishka.integrations.starlette
from dishka import FromDishka as FromDishka

# module: dishka.integrations.strawberry
from dishka import FromDishka as FromDishka

# module: dishka.integrations.taskiq
from dishka import FromDishka as FromDishka

# module: dishka.integrations.telebot
from dishka import FromDishka as FromDishka

# module: aioinject
from typing import Annotated, TypeVar
_T = TypeVar("_T")
Injected = Annotated[_T, "from the container"]

# module: wireup
from typing import Annotated, TypeVar
_T = TypeVar("_T")
Injected = Annotated[_T, "from the container"]

# module: injector
from typing import Annotated, TypeVar
_T = TypeVar("_T")
Inject = Annotated[_T, "from the container"]
class Injector:
    def get(self, interface: type[_T], scope: Any = None) -> _T: ...

# module: svcs
from typing import TypeVar
_T = TypeVar("_T")
class Container:
    def get(self, svc_type: type[_T]) -> _T: ...
    async def aget(self, svc_type: type[_T]) -> _T: ...

# module: punq
from typing import Any, TypeVar
_T = TypeVar("_T")
class Container:
    def resolve(self, service_key: type[_T], **kwargs: Any) -> _T: ...

# module: advanced_alchemy
from advanced_alchemy import base as base, repository as repository, service as service

# module: advanced_alchemy.repository
from typing import Any, Generic, TypeVar
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session
_M = TypeVar("_M")
class SQLAlchemyAsyncRepository(Generic[_M]):
    session: AsyncSession
    def __init__(self, *, session: AsyncSession, **kwargs: Any): ...
class SQLAlchemyAsyncSlugRepository(SQLAlchemyAsyncRepository[_M]): ...
class SQLAlchemyAsyncQueryRepository:
    session: AsyncSession
    def __init__(self, *, session: AsyncSession, **kwargs: Any): ...
class SQLAlchemySyncRepository(Generic[_M]):
    session: Session
    def __init__(self, *, session: Session, **kwargs: Any): ...
class SQLAlchemySyncSlugRepository(SQLAlchemySyncRepository[_M]): ...
class SQLAlchemySyncQueryRepository:
    session: Session
    def __init__(self, *, session: Session, **kwargs: Any): ...

# module: advanced_alchemy.service
from typing import Any, Generic, TypeVar
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session
_M = TypeVar("_M")
_R = TypeVar("_R")
class _AsyncRepository:
    session: AsyncSession
    def __getattr__(self, name: str) -> Any: ...
class _SyncRepository:
    session: Session
    def __getattr__(self, name: str) -> Any: ...
class SQLAlchemyAsyncQueryService:
    repository: _AsyncRepository
    def __init__(self, session: AsyncSession, **kwargs: Any): ...
class SQLAlchemyAsyncRepositoryReadService(Generic[_M, _R]):
    repository: _AsyncRepository
    def __init__(self, session: AsyncSession, **kwargs: Any): ...
class SQLAlchemyAsyncRepositoryService(SQLAlchemyAsyncRepositoryReadService[_M, _R]): ...
class SQLAlchemySyncQueryService:
    repository: _SyncRepository
    def __init__(self, session: Session, **kwargs: Any): ...
class SQLAlchemySyncRepositoryReadService(Generic[_M, _R]):
    repository: _SyncRepository
    def __init__(self, session: Session, **kwargs: Any): ...
class SQLAlchemySyncRepositoryService(SQLAlchemySyncRepositoryReadService[_M, _R]): ...

# module: advanced_alchemy.config
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from typing import Any, Callable
from sqlalchemy import Engine
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlalchemy.orm import Session
class SQLAlchemyAsyncConfig:
    def get_engine(self) -> AsyncEngine: ...
    def create_session_maker(self) -> Callable[[], AsyncSession]: ...
    def get_session(self) -> AbstractAsyncContextManager[AsyncSession]: ...
class SQLAlchemySyncConfig:
    def get_engine(self) -> Engine: ...
    def create_session_maker(self) -> Callable[[], Session]: ...
    def get_session(self) -> AbstractContextManager[Session]: ...

# module: advanced_alchemy.config.asyncio
from advanced_alchemy.config import SQLAlchemyAsyncConfig as SQLAlchemyAsyncConfig

# module: advanced_alchemy.config.sync
from advanced_alchemy.config import SQLAlchemySyncConfig as SQLAlchemySyncConfig

# module: advanced_alchemy.extensions

# module: advanced_alchemy.extensions.litestar
from advanced_alchemy import repository as repository, service as service
from advanced_alchemy.config import SQLAlchemyAsyncConfig as SQLAlchemyAsyncConfig, SQLAlchemySyncConfig as SQLAlchemySyncConfig

# module: advanced_alchemy.extensions.fastapi
from advanced_alchemy import repository as repository, service as service
from advanced_alchemy.config import SQLAlchemyAsyncConfig as SQLAlchemyAsyncConfig, SQLAlchemySyncConfig as SQLAlchemySyncConfig

# module: advanced_alchemy.extensions.starlette
from advanced_alchemy import repository as repository, service as service
from advanced_alchemy.config import SQLAlchemyAsyncConfig as SQLAlchemyAsyncConfig, SQLAlchemySyncConfig as SQLAlchemySyncConfig

# module: advanced_alchemy.extensions.flask
from advanced_alchemy import repository as repository, service as service
from advanced_alchemy.config import SQLAlchemyAsyncConfig as SQLAlchemyAsyncConfig, SQLAlchemySyncConfig as SQLAlchemySyncConfig

# module: advanced_alchemy.extensions.sanic
from advanced_alchemy import repository as repository, service as service
from advanced_alchemy.config import SQLAlchemyAsyncConfig as SQLAlchemyAsyncConfig, SQLAlchemySyncConfig as SQLAlchemySyncConfig

# module: litestar.plugins

# module: litestar.plugins.sqlalchemy
from advanced_alchemy.extensions.litestar import *

# module: litestar.contrib

# module: litestar.contrib.sqlalchemy

# module: litestar.contrib.sqlalchemy.repository
from advanced_alchemy.repository import *

# module: traitlets
class HasTraits: ...

# module: traitlets.config
from traitlets import HasTraits
from typing import Any, Self
class Configurable(HasTraits): ...
class LoggingConfigurable(Configurable): ...
class SingletonConfigurable(LoggingConfigurable):
    @classmethod
    def instance(cls, *args: Any, **kwargs: Any) -> Self: ...
class Application(SingletonConfigurable): ...

# module: aiohttp

# module: aiohttp.web
from typing import Any, Generic, TypeVar
_T = TypeVar("_T")
class AppKey(Generic[_T]):
    def __init__(self, name: str, t: type[_T] = ...): ...
class Application:
    def __getitem__(self, key: AppKey[_T]) -> _T: ...
class Request:
    app: Application
    config_dict: Application
