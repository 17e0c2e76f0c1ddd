import type { SuspicionReport } from '../../types/report.ts';
import type { Addendum, Remark } from './remark.ts';

/** What is likely a fault, and possibly intended. */
const suspicions: Addendum<'suspicions'> = {
  name: 'suspicions',
  remarks: (all) => [...all.filter(({ status }) => status !== 'blind').map(remarkOf), ...notLookedFor(all)],
};

export default suspicions;

const remarkOf = ({ id, status, sentence, counterexample }: SuspicionReport): Remark => {
  const about = `suspicion ${id}`;
  if (status === 'raised') {
    const silence = `intended? contract: { expected: ['${id}'] }`;
    const details = [...(counterexample === undefined ? [] : [counterexample]), silence];
    return { mark: '!', about, text: `${id}: ${sentence}`, details, isNotable: true };
  }
  const text = status === 'expected' ? `${id}, as is expected: ${sentence}` : `${id} ${sentence}`;
  return { mark: '·', about, text, details: [], isNotable: false };
};

/** What could not be looked for, once for each reason. */
const notLookedFor = (all: readonly SuspicionReport[]): readonly Remark[] => {
  const blind = all.filter(({ status }) => status === 'blind');
  return [...new Set(blind.map(({ sentence }) => sentence))].map((reason) => {
    const about = blind.flatMap(({ id, sentence }) => (sentence === reason ? [id] : [])).join(', ');
    const text = `not suspected: ${about} (${reason})`;
    return { mark: '–', about: `suspicion ${about}`, text, details: [], isNotable: false, isAside: true };
  });
};
