import { distance } from 'fastest-levenshtein';

/** Why something under test, or a file that it needs, cannot be used. A plain value: processes hand it on. */
export interface SubjectFault {
  /**
   * `no-subject`: the file loads, and exports something else, as a helper or a test does; `does-not-load`: it is missing,
   * does not parse, throws or never returns while it loads; `changed`: it is not what was loaded before; `unfit`: it is
   * there, but has a mistake in it, or does not fit what is asked of it.
   */
  readonly kind: 'no-subject' | 'does-not-load' | 'changed' | 'unfit';
  /** The file as the user typed it, or the name of a rule; absent where neither is at fault. */
  readonly path?: string;
  /** What is wrong and what to do about it: how the line goes on after the path. */
  readonly says: string;
}

/** A fault in one line. */
export const faultLine = ({ path, says }: SubjectFault): string =>
  path === undefined ? says : `${quotedPath(path)}: ${says}`;

/** Something under test, or a file that it needs, that cannot be used; its message is one line that says what to do. */
export class SubjectError extends Error {
  override readonly name = 'SubjectError';
  readonly fault: SubjectFault;

  constructor(fault: SubjectFault, options?: ErrorOptions) {
    super(faultLine(fault), options);
    this.fault = fault;
  }
}

/**
 * What is under test has ended, or cannot be talked to any more: no answer can be trusted from then on. Nothing catches it
 * but the host; its message completes a sentence about the subject.
 */
export class SubjectLost extends Error {
  override readonly name = 'SubjectLost';
  /** It said itself that its code does not return. */
  readonly neverReturns: boolean;

  constructor(message: string, options?: ErrorOptions & { readonly neverReturns?: boolean }) {
    super(message, options);
    this.neverReturns = options?.neverReturns ?? false;
  }
}

/** A mistake in the command that the user typed: one line on standard error, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A path on one line: as it is, or in quotes where it holds a quote or a sign that is not seen. */
export const quotedPath = (file: string): string =>
  /[\p{Cc}\p{Cf}\u2028\u2029"]|^$/u.test(file)
    ? JSON.stringify(file).replace(
        /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
        (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`,
      )
    : file;

/** Characters of a message that are kept. */
const longest = 4000;

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/**
 * Reads something of a value that user code made: where that throws, as a getter, a trap of a proxy or a `toString` may,
 * or is of another kind, the value that is given otherwise.
 */
const guarded = <Value>(
  read: () => unknown,
  is: (value: unknown) => value is Value,
  otherwise: Value,
): Value => {
  try {
    const value = read();
    return is(value) ? value : otherwise;
  } catch {
    return otherwise;
  }
};

const isText = (value: unknown): value is string => typeof value === 'string';

/** Whether something that was thrown is an error of a class; a proxy whose traps throw is none. */
export const isThrown = <Thrown extends Error>(
  thrown: unknown,
  kind: abstract new (...args: never) => Thrown,
): thrown is Thrown => {
  try {
    return thrown instanceof kind;
  } catch {
    return false;
  }
};

/** What was thrown, as text: the message of an error, or the value itself. Never throws, whatever it is; cut where long. */
export const errorText = (thrown: unknown): string =>
  cut(
    isThrown(thrown, Error)
      ? guarded(() => thrown.message, isText, 'an error without a message')
      : guarded(() => String(thrown), isText, 'an object without a text'),
  );

/** As {@link errorText}, with the name of an error before it: "RangeError: too far". */
export const namedErrorText = (thrown: unknown): string =>
  isThrown(thrown, Error)
    ? `${cut(guarded(() => thrown.name, isText, 'Error'))}: ${errorText(thrown)}`
    : errorText(thrown);

/** Any value as a message shows it: as JSON where it has that form, short, and whatever it is. Never throws. */
export const valueText = (value: unknown): string => {
  const text = guarded(() => JSON.stringify(value), isText, '') || errorText(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

/** The code that Node.js gives an error of the system, such as `ENOENT`. */
export const errorCode = (thrown: unknown): string | undefined =>
  isThrown(thrown, Error)
    ? guarded<string | undefined>(() => Reflect.get(thrown, 'code'), isText, undefined)
    : undefined;

/** The known name that is nearest to a mistyped one, where one is near: within two letters, or a third of it. */
export const nearestName = (name: string, known: readonly string[]): string | undefined => {
  const [first] = [...known].sort((a, b) => distance(name, a) - distance(name, b));
  return first !== undefined && distance(name, first) <= Math.max(2, first.length / 3) ? first : undefined;
};

/** `did you mean "x"? `, ready to be followed by more, or nothing. */
export const nearest = (name: string, known: readonly string[]): string => {
  const found = nearestName(name, known);
  return found === undefined ? '' : `did you mean "${found}"? `;
};

/**
 * The end of an error line about an unknown name: the nearest known one where one is near, and where to see them all.
 *
 * @param known every valid name
 * @param listing what shows them, such as `natgrad-check list losses`
 */
export const suggest = (name: string, known: readonly string[], listing: string): string => {
  const hint = nearest(name, known);
  return hint === '' ? `see "${listing}"` : `${hint}See "${listing}"`;
};
