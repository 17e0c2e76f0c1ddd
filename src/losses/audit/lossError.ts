/** What the user's loss threw, or returned in place of numbers: a sentence that begins with the name of the loss. */
export class LossError extends Error {
  override readonly name = 'LossError';
}
