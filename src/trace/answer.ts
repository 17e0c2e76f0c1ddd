import type { NamedRule } from '../types/rule.ts';
import type { AgainstTrace, FollowAsk } from '../types/trace.ts';
import { followRule, mostFollowed } from './against.ts';
import { openRecording } from './openRecording.ts';

/**
 * Runs a rule over a record, where the code of the rule runs.
 *
 * @throws SubjectError, in one line, where the record cannot be read, or no rule can be run over it
 */
export const answerFollow = (
  { path }: FollowAsk,
  { rule, heartbeat }: { readonly rule: NamedRule; readonly heartbeat?: { before(step: number): void } },
): AgainstTrace => {
  const recording = openRecording(path, { vectors: mostFollowed });
  const follower = followRule({ rule }, recording);
  for (const step of recording.steps()) {
    // To read a step is a sign of life, also where the rule is not asked any more.
    heartbeat?.before(step.step);
    follower.add(step);
  }
  return follower.result();
};
