'use client';

import { ExemptForm } from '../../../../../components/file/exempt-form';
import type { UsageIdentity } from '../../../../../lib/exemptions';
import { exempt, revoke } from '../../actions';

interface ExemptUsageProps {
  project: string;
  file: number;
  usage: UsageIdentity;
  standing: { id: number; reason: string } | null;
}

export function ExemptUsage({ project, file, usage, standing }: ExemptUsageProps) {
  return (
    <ExemptForm
      what="this usage"
      standing={standing}
      exempt={(reason) => exempt(project, { file, target: usage, reason })}
      revoke={(id) => revoke(project, { id })}
      snippet={(reason) => `# awaited: exempt[${reason.replaceAll(/[\]\n]/g, ' ')}]`}
    />
  );
}
