'use client';

import { ExemptForm } from '../../../../../components/file/exempt-form';
import type { ExemptionTarget } from '../../../../../lib/exemptions';
import { exempt, revoke } from '../../actions';

interface ExemptPlaceProps {
  project: string;
  file: number;
  target: ExemptionTarget;
  standing: { id: number; reason: string } | null;
}

/** For one usage or one hazard. */
export function ExemptPlace({ project, file, target, standing }: ExemptPlaceProps) {
  const isHazard = 'rule' in target;
  return (
    <ExemptForm
      what={isHazard ? 'this hazard' : 'this usage'}
      done={isHazard ? 'Allowed, in every week.' : 'Out of the scope, in every week.'}
      undone={isHazard ? 'Counted again.' : 'Back in the scope.'}
      standing={standing}
      exempt={(reason) => exempt(project, { file, target, reason })}
      revoke={(id) => revoke(project, { id })}
      snippet={(reason) => `# awaited: exempt[${isHazard ? `${target.rule}: ` : ''}${reason.replaceAll(/[\]\n]/g, ' ')}]`}
    />
  );
}
