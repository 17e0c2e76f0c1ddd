import type { Identity } from '../../types/report.ts';
import type { Addendum } from './remark.ts';

const marks: Readonly<Record<Identity['relation'], string>> = {
  is: '≡',
  'known-fault': '✎',
  resembles: '≈',
  none: '·',
};

/** The sign of a relation. */
export const markOf = (relation: Identity['relation']): string => marks[relation];

/** On how much of what was tried the two are the same: "on 2,190 of 2,190 steps of 6 histories, 95 % of them decided". */
export const evidenceText = ({
  agreeing,
  decided,
  steps,
  histories,
}: NonNullable<Identity['evidence']>): string => {
  const share = steps === 0 ? 0 : Math.floor((100 * decided) / steps);
  const [all, some] = [decided, agreeing].map((count) => count.toLocaleString('en'));
  const counted = histories === 1 ? '1 history' : `${histories} histories`;
  return `on ${some} of ${all} steps of ${counted}, ${share} % of them decided`;
};

/** Which known rule a rule is, or is like. */
const identity: Addendum<'identity'> = {
  name: 'identity',
  remarks: ({ relation, sentence, evidence, differs, source, hyperparameters }) => [
    {
      mark: marks[relation],
      about: 'identity',
      text: differs === undefined ? sentence : `${sentence}; ${differs}`,
      details: [
        ...(evidence ? [evidenceText(evidence)] : []),
        ...(source !== undefined && relation !== 'resembles' ? [`source: ${source}`] : []),
      ],
      // A factor that nothing declares may be meant, or a slip: it is worth a line.
      isNotable: relation === 'known-fault' || differs !== undefined || hyperparameters?.lr !== undefined,
    },
  ],
};

export default identity;
