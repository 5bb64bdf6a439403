import type { Filter } from '../../lib/filter';
import { CATEGORIES, CATEGORY_LABELS, FILE_STATUSES, STATES, type State } from '../../lib/migration';
import type { Words } from '../../lib/words';
import { FilterForm } from '../ui/filter-form';
import { statusLabel } from './status-badge';
import { StateSwatch } from './state-swatch';

interface FileFilterProps {
  words: Words;
  filter: Filter;
  /** What else the URL says and must go on saying. */
  hidden: Record<string, string | undefined>;
  phases: readonly string[];
  services: readonly string[];
  assignees: readonly string[];
  owners: readonly string[];
  hrefOf: (filter: Partial<Filter>) => string;
  /** Where everything is shown again; null: it is. */
  clear: string | null;
}

/** Text and choices that narrow a list of files down; all of it is in the URL. */
export function FileFilter({ words, filter, hidden, phases, services, assignees, owners, hrefOf, clear }: FileFilterProps) {
  const kept = { ...hidden, state: filter.state.join(',') || undefined };
  return (
    <div className="no-print space-y-2">
      <FilterForm key={JSON.stringify(filter)} label="Filter">
        {Object.entries(kept).map(([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />)}
        <input
          data-filter
          type="search"
          name="q"
          defaultValue={filter.q}
          placeholder="Filter by path or service  /"
          aria-label="Filter by path or service"
          className="h-8 w-72 max-w-[70vw] rounded border border-line-strong bg-card px-2.5 text-sm placeholder:text-ink-3"
        />
        <Choice name="status" label="Status" value={filter.status[0]} options={FILE_STATUSES.map((status) => [status, statusLabel(status)])} />
        <Choice name="category" label="Category" value={filter.category[0]} options={CATEGORIES.map((category) => [category, CATEGORY_LABELS[category]])} />
        <Choice name="phase" label="Phase" value={filter.phase[0]} options={phases.map((name) => [name, name])} />
        <Choice name="service" label="Service" value={filter.service[0]} options={services.map((name) => [name, name])} />
        {assignees.length > 0 && <Choice name="assignee" label="Assignee" value={filter.assignee[0]} options={assignees.map((name) => [name, name])} />}
        {owners.length > 0 && <Choice name="owner" label="Owner" value={filter.owner[0]} options={owners.map((name) => [name, name])} />}
        <label className="flex h-8 items-center gap-1.5 text-sm">
          <select name="hazard" defaultValue={filter.hazard ? 'yes' : ''} aria-label="Hazards" className="h-8 rounded border border-line-strong bg-card px-1.5 text-sm">
            <option value="">Hazards: any</option>
            <option value="yes">With hazards</option>
          </select>
        </label>
        {clear && (
          <a href={clear} className="link px-1 text-sm max-sm:py-1">
            Clear
          </a>
        )}
      </FilterForm>
      <ul aria-label="States" className="flex flex-wrap gap-1.5">
        {STATES.map((state) => (
          <li key={state}>
            <a
              href={hrefOf({ ...filter, state: toggled(filter.state, state) })}
              aria-current={filter.state.includes(state) ? 'true' : undefined}
              className="flex items-center gap-1.5 rounded-full border border-line px-2 py-0.5 text-xs max-sm:py-1.5 text-ink-2 hover:bg-hover aria-[current]:border-ink aria-[current]:text-ink"
            >
              <StateSwatch state={state} size={9} />
              {words.states[state].label}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  value: string | undefined;
  options: readonly (readonly [value: string, label: string])[];
}

function Choice({ name, label, value = '', options }: ChoiceProps) {
  return (
    <select name={name} defaultValue={value} aria-label={label} className="h-8 max-w-44 rounded border border-line-strong bg-card px-1.5 text-sm">
      <option value="">{label}: any</option>
      {options.map(([option, text]) => (
        <option key={option} value={option.replaceAll(',', '\\,')}>
          {text}
        </option>
      ))}
    </select>
  );
}

function toggled(states: readonly State[], state: State): State[] {
  return STATES.filter((candidate) => states.includes(candidate) !== (candidate === state));
}
