import type { BatchAsk } from '../campaign/executor.ts';
import { indicesOf } from '../campaign/jobs.ts';
import { conforms } from '../report/shape.ts';
import type { Batch } from '../types/campaign.ts';
import { decode } from './codec.ts';
import type { Found, Incoming, Outgoing } from './messages.ts';
import { answerShapes, faultShape, foundShape } from './replyShape.ts';

/** What a worker says: that this program is loaded, that a case was refuted, or what came of the question. */
export type Said = { readonly ready: true } | { readonly found: Found } | { readonly notice: Incoming };

/** A question that a worker has been asked, by its number. */
export interface Asked {
  readonly id: number;
  readonly message: Outgoing;
}

/**
 * What a frame of a worker says, read field by field; undefined where it is nothing that the worker may say now.
 *
 * @param asked the question that is open
 */
export const readSaid = (text: string, asked: Asked | undefined): Said | undefined => {
  try {
    const said = decode(text);
    return isSaid(said, asked) ? said : undefined;
  } catch {
    // No JSON, or nested without end.
    return undefined;
  }
};

const isSaid = (said: unknown, asked: Asked | undefined): said is Said => {
  if (!asked) return conforms({ ready: ['one of', 1] }, said);
  const { id, message } = asked;
  if (conforms({ id: ['one of', id], found: foundShape }, said)) return isWanted(said.found, message);
  return conforms({ id: ['one of', id], notice: 'json' }, said) && isNotice(said.notice, message);
};

const isWanted = ({ check, found }: Found, { ask }: Outgoing): boolean =>
  batchesIn(ask).some((batch) => batch.check === check) && found.observation.status === 'refuted';

const batchesIn = (ask: Outgoing['ask']): readonly BatchAsk[] => {
  if ('slice' in ask) return [ask];
  return 'batches' in ask ? ask.batches : [];
};

const isNotice = (notice: unknown, message: Outgoing): boolean =>
  conforms({ damaged: 'text' }, notice) ||
  conforms({ stuck: 'text' }, notice) ||
  conforms({ failed: 'text' }, notice) ||
  conforms({ unusable: faultShape }, notice) ||
  isAnswer(notice, message);

const isAnswer = (notice: unknown, { kind, ask }: Outgoing): boolean => {
  if (kind === 'batch')
    return conforms({ answer: answerShapes.batch }, notice) && areComplete([notice.answer], batchesIn(ask));
  if (kind !== 'together') return conforms({ answer: answerShapes[kind] }, notice);
  return (
    conforms({ answer: answerShapes.together }, notice) && areComplete(notice.answer.batches, batchesIn(ask))
  );
};

/** One batch or more, from the first on; each accounts for every case that was asked for, and for a refuted one says why. */
const areComplete = (batches: readonly Batch[], asked: readonly BatchAsk[]): boolean =>
  batches.length > 0 &&
  batches.length <= asked.length &&
  batches.every((batch, i) => isComplete(batch, asked[i]!));

const isComplete = ({ counts, failures }: Batch, { slice, skip }: BatchAsk): boolean =>
  counts.holds + counts.refuted + counts.inconclusive + counts.vacuous === indicesOf(slice, skip).length &&
  failures.length > 0 === counts.refuted > 0;
