import type { ReactNode } from 'react';
import { Shell, type Section } from '../../../components/shell/shell';
import type { View } from './view';

/** The shell around a page of a project. */
export function Frame({ view, section, children }: { view: View; section: Section; children: ReactNode }) {
  const { project, place, weeks, week } = view;
  return (
    <Shell section={section} project={{ name: project.name, migration: project.config.migration }} place={place} weeks={weeks.map((row) => row.week)} week={week}>
      {children}
    </Shell>
  );
}
