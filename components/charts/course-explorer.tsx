'use client';

import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { Course } from './course';

const Explorer = lazy(() => import('./state-explorer').then((module) => ({ default: module.StateExplorer })));

/** The drawn chart, until a hand or the keyboard reaches for it: only then is the chart that answers fetched. */
export function CourseExplorer({ course, children }: { course: Course; children: ReactNode }) {
  const [wanted, setWanted] = useState<'pointer' | 'keyboard' | null>(null);
  const want = (by: 'pointer' | 'keyboard') => () => setWanted((known) => known ?? by);
  return (
    <div
      role="group"
      tabIndex={wanted ? -1 : 0}
      aria-label="Chart by week. Arrow keys move between weeks, Enter opens one."
      onPointerEnter={want('pointer')}
      onFocus={want('keyboard')}
      className="h-full"
    >
      {wanted ? (
        <Suspense fallback={children}>
          <Explorer course={course} hasFocus={wanted === 'keyboard'} />
        </Suspense>
      ) : (
        children
      )}
    </div>
  );
}
