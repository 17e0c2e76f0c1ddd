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
  'slice' in ask && check === ask.check && found.observation.status === 'refuted';

const isNotice = (notice: unknown, message: Outgoing): boolean =>
  conforms({ damaged: 'text' }, notice) ||
  conforms({ stuck: 'text' }, notice) ||
  conforms({ failed: 'text' }, notice) ||
  conforms({ unusable: faultShape }, notice) ||
  (message.kind === 'batch'
    ? conforms({ answer: answerShapes.batch }, notice) && isComplete(notice.answer, message)
    : conforms({ answer: answerShapes[message.kind] }, notice));

/** A batch accounts for every case that was asked for, and for a refuted one says why. */
const isComplete = ({ counts, failures }: Batch, { ask }: Outgoing): boolean =>
  'slice' in ask &&
  counts.holds + counts.refuted + counts.inconclusive + counts.vacuous ===
    indicesOf(ask.slice, ask.skip).length &&
  failures.length > 0 === counts.refuted > 0;
