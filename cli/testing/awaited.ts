import { vi } from 'vitest';
import { run } from '../program';

/** A module with three usages: a parameter on line 3, operations on lines 4 and 5. */
export const ORDERS = `from sqlalchemy.orm import Session

def place(db: Session, order):
    db.add(order)
    db.commit()
`;

export interface Result {
  code: number;
  out: string;
  err: string;
}

/** Runs the command line in this process. */
export async function awaited(...args: string[]): Promise<Result> {
  const result = { code: 0, out: '', err: '' };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((result.out += String(text)), true));
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((result.err += String(text)), true));
  try {
    result.code = await run(args);
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
  return result;
}
