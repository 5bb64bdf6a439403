import { STATE_STYLES, type State } from '../../lib/migration';
import type { Words } from '../../lib/words';

/** The colour and pattern of a state, for legends and beside names. */
export function StateSwatch({ state, size = 10 }: { state: State; size?: number }) {
  const { colour, pattern } = STATE_STYLES[state];
  return (
    <span
      aria-hidden
      className={`pattern-${pattern} inline-block shrink-0 rounded-[2px]`}
      style={{ width: size, height: size, backgroundColor: `var(${colour})` }}
    />
  );
}

export function StateName({ state, words }: { state: State; words: Words }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap" title={words.states[state].meaning}>
      <StateSwatch state={state} />
      {words.states[state].label}
    </span>
  );
}
