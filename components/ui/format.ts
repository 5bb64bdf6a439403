/** Figures as text. Minus is a minus sign. */

const integer = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export function count(value: number): string {
  return integer.format(value);
}

/** `+41`, `−3`, `±0`. */
export function signed(value: number): string {
  return value > 0 ? `+${count(value)}` : value < 0 ? `−${count(-value)}` : '±0';
}

/** `1 file`, `12 files`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** `17 Nov 2025`, in UTC like the weeks. */
export function dayOf(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : day.format(time);
}

/** `W47`, with the year where it matters: `2025-W47` → `W47`. */
export function shortWeek(week: string): string {
  return week.slice(5);
}
