/** A file that a person named and that cannot be used: one line that names it and says what to do. */
export class UnusableFileError extends Error {
  override readonly name = 'UnusableFileError';
}

/** A path on one line, whatever is in its name, or not. */
export const shown = (file: string): string => (/[\p{Cc}"]|^$/u.test(file) ? JSON.stringify(file) : file);
