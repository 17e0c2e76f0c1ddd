/** Digits of a short figure, and those that tell any two doubles apart. */
const digits = { least: 4, most: 17 } as const;

/** "a instead of b" in as few significant digits, four or more, as show that the two differ. */
export const contrast = (measured: number, due: number): string => {
  for (let count: number = digits.least; count < digits.most; count++) {
    const [a, b] = [shown(measured, count), shown(due, count)];
    if (a !== b) return `${a} instead of ${b}`;
  }
  return `${shown(measured, digits.most)} instead of ${shown(due, digits.most)}`;
};

const shown = (value: number, count: number): string =>
  Object.is(value, -0) ? '0' : String(Number(value.toPrecision(count))).replace('-', '−');
