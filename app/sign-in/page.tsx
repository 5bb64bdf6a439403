import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Mark } from '../../components/shell/mark';
import type { SearchParams } from '../../lib/filter';
import { links } from '../../lib/links';
import { admitted, Denied } from '../access';
import { ownPath } from '../signing-in';

export const metadata: Metadata = { title: 'Sign in' };

const SAID: Record<string, string> = {
  wrong: 'This name and this password do not belong together.',
  wait: 'Too many tries. Wait a quarter of an hour, then try again.',
  ended: 'You are signed out.',
  changed: 'Your password is changed. Sign in with the new one.',
};

export default async function SignInPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { to: asked, said } = await searchParams;
  const to = ownPath(typeof asked === 'string' ? asked : null);
  if (await isKnown()) redirect(to);
  const message = typeof said === 'string' && Object.hasOwn(SAID, said) ? SAID[said] : undefined;
  const field = 'mt-1 block h-9 w-full rounded border border-line-strong bg-card px-2.5';
  return (
    <main className="mx-auto grid min-h-screen max-w-sm content-center px-4 pb-24">
      <div className="rounded-md border border-line bg-card px-6 py-6">
        <h1 className="flex items-center gap-2 text-lg font-semibold">
          <Mark />
          Sign in to Awaited
        </h1>
        <form method="post" action={links.signInForm()} className="mt-4 space-y-4 text-sm">
          <input type="hidden" name="to" value={to} />
          <label className="block">
            Name
            <input name="name" required maxLength={60} autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus className={field} />
          </label>
          <label className="block">
            Password
            <input name="password" type="password" required maxLength={200} autoComplete="current-password" className={field} />
          </label>
          {message !== undefined && (
            <p role="status" className={said === 'wrong' || said === 'wait' ? 'text-bad' : 'text-ink-2'}>
              {message}
            </p>
          )}
          <button className="h-9 w-full rounded bg-ink font-medium text-card hover:opacity-90">Sign in</button>
        </form>
      </div>
      <p className="mt-4 px-6 text-xs text-ink-3">
        Somebody with access to the server creates users with <code className="font-mono">awaited users add</code>.
      </p>
    </main>
  );
}

async function isKnown(): Promise<boolean> {
  try {
    await admitted('viewer');
    return true;
  } catch (error) {
    if (error instanceof Denied) return false;
    throw error;
  }
}
