import type { SubjectFault } from '../errors.ts';
import type { LoadRequest, Lost, Reply, Requests } from './executor.ts';

/** A loss of the worker in the words of a sentence about `update`. */
export const lossMessage = ({ message, at }: Lost): string =>
  at.step < 0 ? `init ${message}` : `update ${message} at step ${at.step}`;

/** What user code did besides returning while it ran one case: how its worker was lost, or its first side effect. */
export const isolationFault = (
  reply: Reply<Requests['observe']['answer']>,
): { readonly cause: string; readonly message: string } | undefined => {
  if (reply.kind === 'lost') return { cause: reply.lost.reason, message: lossMessage(reply.lost) };
  return reply.kind === 'answer' ? reply.answer.sideEffects[0] : undefined;
};

/** Why a subject did not load: what it says itself, or how its worker was lost. */
export const loadFault = (
  { rule }: LoadRequest,
  reply: Exclude<Reply<unknown>, { readonly kind: 'answer' }>,
): SubjectFault =>
  reply.kind === 'unusable'
    ? reply.fault
    : { kind: 'does-not-load', path: rule.spec, says: loadingText(reply.lost) };

const loadingText = ({ message, starved }: Lost): string =>
  starved
    ? `${message} while it was loaded; the machine may be too busy: run again, or give it more time with --timeout`
    : `${message} while it was loaded; remove what runs at its top level`;
