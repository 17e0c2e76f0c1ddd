import { plural } from '../../numbers.ts';
import type { Addendum } from './remark.ts';

/** Over how many steps one constant metric explains a rule. */
const geometry: Addendum<'geometry'> = {
  name: 'geometry',
  remarks: ({ most, notRefuted, explained, within1, within10, sentence }) => {
    const steps = (value: number | undefined): string =>
      value === undefined ? '–' : value >= most ? `${most} or more steps` : plural(value, 'step');
    const figures = `in the median of a run on a quadratic, one metric is not refuted over ${steps(notRefuted)} in a row, is certified over ${steps(explained)}, and is within 1 % over ${steps(within1)} and within 10 % over ${steps(within10)}`;
    return [
      {
        mark: '·',
        about: 'fixed geometry',
        text: notRefuted === undefined ? sentence : figures,
        details: notRefuted === undefined ? [] : [sentence],
        isNotable: false,
        isAside: true,
      },
    ];
  },
};

export default geometry;
