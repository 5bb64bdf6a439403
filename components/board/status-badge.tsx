import type { FileStatus } from '../../lib/migration';
import { Badge, type Tone } from '../ui/badge';

const TONES: Record<FileStatus, Tone> = {
  'not started': 'plain',
  blocked: 'plain',
  ready: 'good',
  'in progress': 'warn',
  converted: 'good',
  done: 'good',
  excluded: 'plain',
  'needs attention': 'bad',
};

/** Signs, so that statuses differ without colour. */
const SIGNS: Record<FileStatus, string> = {
  'not started': '○',
  blocked: '⊘',
  ready: '▷',
  'in progress': '◐',
  converted: '◕',
  done: '●',
  excluded: '–',
  'needs attention': '!',
};

export function StatusBadge({ status, because }: { status: FileStatus; because?: string }) {
  return (
    <span title={because}>
      <Badge tone={TONES[status]}>
        <span aria-hidden>{SIGNS[status]}</span>
        {status}
      </Badge>
    </span>
  );
}

export function statusLabel(status: FileStatus): string {
  return status.charAt(0).toUpperCase() + status.slice(1);
}
