import type { ReactNode } from 'react';
import { Shell, type Section } from '../../../components/shell/shell';
import { admittedToPage } from '../../access';
import type { View } from './view';

/** The shell around a page of a project. */
export async function Frame({ view, section, children }: { view: View; section: Section; children: ReactNode }) {
  const { project, place, weeks, week } = view;
  const { visitor } = await admittedToPage();
  return (
    <Shell section={section} project={{ name: project.name, migration: project.config.migration }} place={place} weeks={weeks.map((row) => row.week)} week={week} person={visitor.kind === 'person' ? visitor : null}>
      {children}
    </Shell>
  );
}
