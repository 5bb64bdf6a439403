/** Path of the file that a unit's leading function is in: its id is `path:scope`. */
export function placeOfUnit(id: string): string {
  const cut = id.lastIndexOf(':');
  return cut < 0 ? id : id.slice(0, cut);
}
