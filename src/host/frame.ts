/** A frame: the length of what follows in four bytes, the sign of its sender, and a text. */
export const headerLength = 4;

/** Bytes of a frame that are taken for one: more are refused before they are kept. */
export const longestFrame = 64 * 2 ** 20;

/** Characters of a sign, each a byte. */
export const signLength = 32;

/** A length as the header of a frame. */
export const writeHeader = (header: Uint8Array, length: number): void => {
  for (let i = 0; i < headerLength; i++) header[i] = (length >>> (8 * i)) & 0xff;
};

/** The length that a header states. */
export const readHeader = (header: Uint8Array): number =>
  header.reduce((sum, byte, i) => sum + byte * 2 ** (8 * i), 0);

/** Puts together what arrives in pieces. */
export interface FrameReader {
  /** @returns the texts that are whole now; undefined where what arrived is no frame of that sender */
  read(piece: Uint8Array): readonly string[] | undefined;
}

/**
 * Reads frames that bear a sign. Of what does not, nothing is decoded, and nothing is kept.
 *
 * @param longest bytes of a frame, at most
 */
export const frameReader = (sign: string, longest: number): FrameReader => {
  const expected = Buffer.from(sign, 'latin1');
  let pieces: Uint8Array[] = [];
  let held = 0;
  let isLost = false;
  /** The first so many bytes of what is held, which it holds. */
  const peek = (count: number): Buffer => {
    if (pieces.length > 1 && pieces[0]!.length < count) pieces = [Buffer.concat(pieces)];
    const first = pieces[0]!;
    return Buffer.from(first.buffer, first.byteOffset, count);
  };
  const drop = (count: number): void => {
    held -= count;
    const rest = pieces[0]!.subarray(count);
    pieces = rest.length > 0 ? [rest, ...pieces.slice(1)] : pieces.slice(1);
  };
  const next = (): string | undefined => {
    if (held < headerLength + signLength) return undefined;
    const start = peek(headerLength + signLength);
    const length = readHeader(start.subarray(0, headerLength));
    if (length < signLength || length > longest || !start.subarray(headerLength).equals(expected)) {
      isLost = true;
      return undefined;
    }
    if (held < headerLength + length) return undefined;
    const text = peek(headerLength + length).toString('utf8', headerLength + signLength);
    drop(headerLength + length);
    return text;
  };
  return {
    read: (piece) => {
      if (isLost) return undefined;
      pieces.push(piece);
      held += piece.length;
      const texts: string[] = [];
      for (let text = next(); text !== undefined; text = next()) texts.push(text);
      if (isLost) pieces = [];
      return isLost ? undefined : texts;
    },
  };
};
