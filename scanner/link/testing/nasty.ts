/** Projects made to hurt linking, for tests and for the benchmark. */

type Project = (n: number) => Readonly<Record<string, string>>;

const IMPORT = 'from sqlalchemy.orm import Session\n';
const each = (n: number, line: (index: number) => string) => Array.from({ length: n }, (_, index) => line(index)).join('');
const modules = (n: number, text: (index: number) => string) => Object.fromEntries(Array.from({ length: n }, (_, index) => [`m${index}.py`, text(index)]));

/** Each with the least number of usages that are found in it. */
export const NASTY: Readonly<Record<string, readonly [Project, (n: number) => number]>> = {
  'classes below classes': [(n) => ({ 'a.py': `${IMPORT}class C0:\n def g(self) -> Session: ...\n${each(n, (i) => `class C${i + 1}(C${i}): pass\n`)}def f():\n C${n}().g().commit()\n` }), () => 3],
  'classes below two classes': [(n) => ({ 'a.py': `${IMPORT}class A0: pass\nclass B0(A0): pass\n${each(n / 4, (i) => `class A${i + 1}(A${i}, B${i}): pass\nclass B${i + 1}(B${i}, A${i}): pass\n`)}def f(s: Session):\n s.commit()\n` }), () => 2],
  'classes below themselves': [(n) => ({ 'a.py': `${each(n, (i) => `class C${i}(C${(i + 1) % n}):\n def g(self): return self.h${i}()\n`)}def f():\n C0().g().commit()\n` }), () => 0],
  'modules that import each other': [(n) => modules(n, (i) => `from m${(i + 1) % n} import db as db, f as g\ndef f():\n g()\n db.commit()\n`), () => 0],
  'a chain of star imports': [(n) => ({ ...modules(n, (i) => `from m${i + 1} import *\ndb.commit()\n`), [`m${n}.py`]: `${IMPORT}db: Session = None\n` }), (n) => n],
  'star imports of everything by everything': [(n) => modules(n / 4, (i) => `${each(20, (k) => `from m${(i + k * 7 + 1) % (n / 4)} import *\n`)}def f${i}():\n db.commit()\n`), () => 0],
  'a name that is handed round by star imports': [(n) => ({ ...modules(n / 4, (i) => `${each(20, (k) => `from m${(i + k * 7 + 1) % (n / 4)} import *\n`)}db.commit()\n`), 'm0.py': `${IMPORT}db: Session = None\n` }), (n) => n / 4 - 1],
  'functions that call each other': [(n) => ({ 'a.py': `${IMPORT}${each(n, (i) => `def f${i}(db):\n f${(i + 1) % n}(db)\n f${(i * 7 + 3) % n}(db)\n db.commit()\n`)}def m(s: Session):\n f0(s)\n` }), (n) => n],
  'functions that return each other': [(n) => ({ 'a.py': `${each(n, (i) => `def f${i}():\n x = f${(i + 1) % n}()\n x.commit()\n return f${(i * 7 + 3) % n}() or x\n`)}f0().commit()\n` }), () => 0],
  'many callers': [(n) => ({ 'a.py': `${IMPORT}def t(db):\n db.commit()\n${each(n, (i) => `def f${i}(s: Session):\n t(s)\n`)}` }), (n) => n],
  'many overrides': [(n) => ({ 'a.py': `${IMPORT}class B:\n def g(self): return self.h()\n def h(self): ...\n${each(n, (i) => `class C${i}(B):\n def h(self) -> Session: return super().h()\n def k${i}(self): self.g().commit()\n`)}` }), (n) => n],
  'methods of one name': [(n) => ({ 'a.py': `${IMPORT}${each(n, (i) => `class C${i}:\n def run(self, db): self.x = db\n def go(self): self.x.commit()\n`)}def f(o, s: Session):\n${' o.run(s)\n'.repeat(n)}` }), () => 1],
  'a chain of methods': [(n) => ({ 'a.py': `${IMPORT}class A:\n def b(self) -> 'A': return self\n def s(self) -> Session: ...\ndef f(x: A):\n x${'.b()'.repeat(n)}.s().commit()\n` }), () => 1],
  'a variable handed on': [(n) => ({ 'a.py': `${IMPORT}def f(s: Session):\n x0 = s\n${each(n, (i) => ` x${i + 1} = x${i}\n`)} x${n}.commit()\n` }), () => 1],
  'a variable given anew': [(n) => ({ 'a.py': `${IMPORT}def f(s: Session, q):\n x = s\n${' if q:\n  x = q or x\n x.commit()\n'.repeat(n / 2)}` }), (n) => n / 2],
  'a variable given anew in loops': [(n) => ({ 'a.py': `${IMPORT}def f(s: Session, q):\n x = s\n${' for y in q:\n  x.commit()\n  x = x or y\n'.repeat(n / 2)}` }), (n) => n / 2],
  'a variable opened again and again': [(n) => ({ 'a.py': `${IMPORT}def f():\n${' x = Session()\n x.commit()\n'.repeat(n)}` }), (n) => 2 * n],
  'a variable that is asked what it is': [(n) => ({ 'a.py': `${IMPORT}def f(x):\n${' if isinstance(x, Session):\n  x.commit()\n'.repeat(n)}` }), (n) => n],
  'one of many classes': [(n) => ({ 'a.py': `${IMPORT}${each(n, (i) => `class C${i}:\n def g(self) -> Session: ...\n`)}def f():\n for y in [${each(n, (i) => `C${i}(), `)}]:\n  y.g().commit()\n` }), (n) => n],
  parameters: [(n) => ({ 'a.py': `${IMPORT}def f(${each(n, (i) => `p${i}: Session, `)}):\n${each(n, (i) => ` p${i}.commit()\n`)}def g(s: Session):\n f(${'s, '.repeat(n)})\n` }), (n) => n],
  decorators: [(n) => ({ 'a.py': `${IMPORT}def d(f): return f\n${'@d\n'.repeat(n)}def g() -> Session: ...\ndef h(): g().commit()\n` }), () => 2],
  'annotations in annotations': [(n) => ({ 'a.py': `${IMPORT}def f(s: "${'Optional['.repeat(n)}Session${']'.repeat(n)}"):\n s.commit()\n` }), () => 0],
  'attributes of attributes': [(n) => ({ 'a.py': `${IMPORT}class A:\n def __init__(self, s: Session): self.x0 = s\n${each(n, (i) => ` def m${i}(self): self.x${i + 1} = self.x${i}; self.x${i + 1}.commit()\n`)}` }), () => 2],
  'objects that are called as each other': [(n) => ({ 'a.py': `${IMPORT}${each(n, (i) => `class C${i}: pass\nc${i} = C${i}()\n`)}${each(n, (i) => `c${i}.__call__ = c${i} if c0 else c${(i + 1) % n}\n`)}def f(s: Session):\n c0(s).commit()\n s.commit()\n` }), () => 2],
  'calls that nobody awaits': [(n) => ({ 'a.py': `from sqlalchemy.ext.asyncio import AsyncSession\n${each(n, (i) => `async def f${i}(s: AsyncSession):\n f${(i + 1) % n}(s)\n s.execute(1)\n`)}` }), (n) => n],
};
