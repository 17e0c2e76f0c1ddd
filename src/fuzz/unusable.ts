import type { Reply } from './protocol.ts';

/** A file that a person named and that cannot be used: one line that names it and says what to do. */
export class UnusableFileError extends Error {
  override readonly name = 'UnusableFileError';
}

/** A path on one line, whatever is in its name, or not. */
export const shown = (file: string): string => (/[\p{Cc}"]|^$/u.test(file) ? JSON.stringify(file) : file);

/** Why a file did not load: what it says itself, or how its worker was lost. */
export const loadFault = (reply: Exclude<Reply<unknown>, { readonly kind: 'answer' }>): string =>
  reply.kind === 'unusable'
    ? reply.message
    : `the file ${reply.lost.message} while it was loaded; remove what runs at its top level`;
