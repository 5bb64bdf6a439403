/** What a caller of the API did wrong, in one sentence. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: 400 | 404 | 410,
    message: string,
  ) {
    super(message);
  }
}
