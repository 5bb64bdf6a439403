import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { ProblemPage } from '../components/shell/problem-page';
import { Popups } from '../components/shell/popups';
import { SoftLinks } from '../components/shell/soft-links';
import { databaseProblem } from './database';
import { mono, sans } from './fonts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Awaited', template: '%s · Awaited' },
  description: 'How far a code migration is, read from the code itself: every usage of the old and the new API, week by week.',
  icons: { icon: '/icon.svg' },
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const chosen = (await cookies()).get('theme')?.value;
  const theme = chosen === 'light' || chosen === 'dark' ? chosen : undefined;
  const problem = await databaseProblem();
  return (
    <html lang="en" data-theme={theme} className={`${sans.variable} ${mono.variable}`} suppressHydrationWarning>
      {/* Nothing is painted before the page stands: what is read first must not move when the rest arrives. */}
      <head>
        <link rel="expect" href="#whole" blocking="render" />
      </head>
      <body>
        {problem === null ? children : <ProblemPage title="The database cannot be read">{problem}</ProblemPage>}
        <SoftLinks />
        <Popups />
        <span id="whole" />
      </body>
    </html>
  );
}
