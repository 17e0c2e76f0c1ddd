import type { Lost, Reply, Requests } from './protocol.ts';

/** A loss of the worker in the words of a sentence about `update`. */
export const lossMessage = ({ message, at }: Lost): string =>
  at.step < 0 ? `init ${message}` : `update ${message} at step ${at.step}`;

/** What user code did besides returning while it ran one case, where it did. */
export const containedFault = (
  reply: Reply<Requests['observe']['answer']>,
): { readonly cause: string; readonly message: string } | undefined => {
  if (reply.kind === 'lost') return { cause: reply.lost.reason, message: lossMessage(reply.lost) };
  return reply.kind === 'answer' ? reply.answer.contained[0] : undefined;
};
