/** An error that people meet: one sentence that says what, where and what to do. Its cause is for AWAITED_DEBUG. */
export class Failure extends Error {
  override readonly name = 'Failure';
}
