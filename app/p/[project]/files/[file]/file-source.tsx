import type { ReactNode } from 'react';
import { highlight } from '../../../../../components/file/highlight';
import { SourceView } from '../../../../../components/file/source-view';
import { Empty } from '../../../../../components/ui/empty';
import type { FileAt, HazardRow, UsageRow } from '../../../../../lib/db/read/file';
import { sourceText } from '../../../../../lib/source';
import type { View } from '../../view';

interface FileSourceProps {
  view: View;
  file: FileAt;
  usages: readonly UsageRow[];
  hazards: readonly HazardRow[];
  fileIds: ReadonlyMap<string, number>;
  /** What can be done with a usage or a hazard. */
  actions: (place: UsageRow | HazardRow) => ReactNode;
}

/** The text of the very content that was scanned. */
export async function FileSource({ view: { project, place }, file, usages, hazards, fileIds, actions }: FileSourceProps) {
  const text = await sourceText({ root: project.root, blob: file.blob, path: file.path, language: file.language });
  if (text === null) {
    return (
      <Empty title="The text of this file is not there any more">
        Its content was not committed, or {project.root} has moved or lost the object. The usages below the checklist still hold; scan again to see the text.
      </Empty>
    );
  }
  return <SourceView lines={await highlight(text, file.language)} usages={usages} hazards={hazards} place={place} fileIds={fileIds} path={file.path} words={project.words} examples={project.presentation.examples} actions={actions} />;
}
