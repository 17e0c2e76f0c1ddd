import { errorText } from '../errors.ts';
import type { ExaminationName, ExaminationParts, Examined } from '../types/report.ts';
import { examinationNames } from './examination.ts';
import type { ExaminationAsk, Executor } from './executor.ts';
import { inParallel } from './inParallel.ts';
import { lossMessage } from './replyFault.ts';

/**
 * Asks for every examination of a rule, each of one worker: a worker that is lost costs the one that it was asked for,
 * and says so, and so does one that throws, as what a rule has in its contract may.
 *
 * @param options `skip`: asked before each, a reason to leave it out
 */
export const examineRule = async (
  executor: Executor,
  { refuted, skip }: Pick<ExaminationAsk, 'refuted'> & { readonly skip: () => string | undefined },
): Promise<Examined> => {
  const replies = new Map<ExaminationName, ExaminationParts | string>();
  await inParallel(executor.size, examinationNames.values(), async (name) => {
    replies.set(
      name,
      skip() ?? needless(name, refuted) ?? (await examine(executor, { examination: name, refuted })),
    );
  });
  // In the order of the examinations, and not in that in which their workers were done.
  const ordered = examinationNames.map((name) => [name, replies.get(name) ?? {}] as const);
  const found: ExaminationParts = Object.assign(
    {},
    ...ordered.map(([, reply]) => (typeof reply === 'string' ? {} : reply)),
  );
  const unexamined = ordered.flatMap(([part, reply]) =>
    typeof reply === 'string' ? [{ part, reason: reply }] : [],
  );
  return { ...found, ...(unexamined.length > 0 && { unexamined }) };
};

/** Of a rule that breaks no promise there is none to suggest; a worker that is asked loads what it would look with. */
const needless = (name: ExaminationName, refuted: ExaminationAsk['refuted']): ExaminationParts | undefined =>
  name === 'suggestions' && refuted.length === 0 ? { suggestions: [] } : undefined;

/** What an examination comes to, or why it comes to nothing. */
const examine = async (executor: Executor, ask: ExaminationAsk): Promise<ExaminationParts | string> => {
  const reply = await executor.ask('examine', ask).catch(errorText);
  if (typeof reply === 'string') return reply;
  switch (reply.kind) {
    case 'answer':
      return reply.answer;
    case 'unusable':
      return reply.fault.says;
    case 'lost':
      return reply.lost.reason === 'interrupted' ? 'interrupted' : lossMessage(reply.lost);
    default:
      return reply satisfies never;
  }
};
