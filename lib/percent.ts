/** A share of something counted, `62 %`. Rounded down, so that 100 % means all of it and 0 % none; of nothing there is no share. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const share = Math.floor((100 * part) / whole);
  return share === 0 && part > 0 ? '<1 %' : `${share} %`;
}
