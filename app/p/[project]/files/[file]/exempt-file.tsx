'use client';

import { ExemptForm } from '../../../../../components/file/exempt-form';
import { exempt, revoke } from '../../actions';

export function ExemptFile({ project, file, path }: { project: string; file: number; path: string }) {
  return (
    <ExemptForm
      what="this file"
      exempt={(reason) => exempt(project, { file, target: null, reason })}
      revoke={(id) => revoke(project, { id })}
      snippet={(reason) => `exempt:\n  - { path: ${JSON.stringify(path)}, reason: ${JSON.stringify(reason)} }`}
    />
  );
}
