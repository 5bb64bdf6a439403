/** The exponent k of the power law y = c · n^k that fits best, by least squares on the logarithms. */
export function fittedExponent(points: readonly { readonly n: number; readonly y: number }[]): number {
  const logs = points.filter(({ n, y }) => n > 0 && y > 0).map(({ n, y }) => ({ x: Math.log(n), y: Math.log(y) }));
  const mean = (value: (point: { x: number; y: number }) => number) => logs.reduce((sum, point) => sum + value(point), 0) / logs.length;
  const x = mean((point) => point.x);
  const y = mean((point) => point.y);
  return mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2);
}
