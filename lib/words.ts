/** What the states and kinds of a migration are called: in its pack's words, else in words that fit any. */
import type { Presentation } from '../scanner/packs/document';
import { KIND_LABELS, STATES, STATE_STYLES, USAGE_KINDS, type State, type UsageKind } from './migration';

export interface Words {
  /** What the code uses, with its article: `a database session`. */
  readonly thing: string;
  /** What a converted usage is: `async`. */
  readonly done: string;
  readonly states: Readonly<Record<State, { readonly label: string; readonly meaning: string }>>;
  readonly kinds: Readonly<Record<UsageKind, string>>;
}

/** Where sync and async are not what a migration is about. */
const NEUTRAL: Partial<Record<State, { label: string; meaning: string }>> = {
  async: { label: 'Converted', meaning: 'On the target API.' },
  bridged: { label: 'Bridged', meaning: 'Legacy code that is run beside the new on purpose.' },
  sync: { label: 'Legacy', meaning: 'Legacy API, still to be converted.' },
};

/** Of the migration from sync to async, where nothing else is said. */
export const SESSION_WORDS: Words = {
  thing: 'a database session',
  done: 'async',
  states: STATE_STYLES,
  kinds: KIND_LABELS,
};

export type StateLabels = Readonly<Record<State, string>>;

/** The labels alone, for bars and charts. */
export function stateLabels(words: Words): StateLabels {
  return Object.fromEntries(STATES.map((state) => [state, words.states[state].label])) as Record<State, string>;
}

export function wordsOf(own: Presentation['words']): Words {
  const stateWords = (state: State): { label: string; meaning: string } => {
    const fallback = NEUTRAL[state] ?? STATE_STYLES[state];
    const given = own?.states?.[state];
    return { label: given?.label ?? fallback.label, meaning: given?.meaning ?? fallback.meaning };
  };
  return {
    thing: own?.thing ?? 'what is migrated',
    done: own?.done ?? 'converted',
    states: Object.fromEntries(STATES.map((state) => [state, stateWords(state)])) as Words['states'],
    kinds: Object.fromEntries(USAGE_KINDS.map((kind) => [kind, own?.kinds?.[kind] ?? KIND_LABELS[kind]])) as Words['kinds'],
  };
}
