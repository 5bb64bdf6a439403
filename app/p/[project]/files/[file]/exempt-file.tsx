'use client';

import { ExemptForm } from '../../../../../components/file/exempt-form';
import { exempt, revoke } from '../../actions';

interface ExemptFileProps {
  project: string;
  file: number;
  path: string;
  standing: { id: number; reason: string } | null;
}

export function ExemptFile({ project, file, path, standing }: ExemptFileProps) {
  return (
    <ExemptForm
      what="this file"
      done="Out of the scope, in every week."
      undone="Back in the scope."
      standing={standing}
      exempt={(reason) => exempt(project, { file, target: null, reason })}
      revoke={(id) => revoke(project, { id })}
      snippet={(reason) => `exempt:\n  - { path: ${JSON.stringify(path)}, reason: ${JSON.stringify(reason)} }`}
    />
  );
}
