import type { Reply } from '../campaign/executor.ts';
import { SubjectError } from '../errors.ts';

/**
 * What was answered about a subject.
 *
 * @param when of what it was asked, to go on with: "did not return within 5 s" …
 * @throws SubjectError, in one line, where it cannot be used or its process was lost
 */
export const answered = <Answer>(reply: Reply<Answer>, path: string, when: string): Answer => {
  if (reply.kind === 'answer') return reply.answer;
  throw new SubjectError(
    reply.kind === 'unusable' ? reply.fault : { kind: 'unfit', path, says: `${reply.lost.message} ${when}` },
  );
};
