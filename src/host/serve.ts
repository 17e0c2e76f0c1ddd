import { type Answers, answersOf } from '../campaign/answers.ts';
import { examinations } from '../campaign/examination.ts';
import type { BatchAsk, RequestKind, Requests, SideEffect } from '../campaign/executor.ts';
import { indicesOf } from '../campaign/jobs.ts';
import type { Plan } from '../campaign/plan.ts';
import { openSession, type Session } from '../campaign/session.ts';
import { sharedCases } from '../campaign/sharedCases.ts';
import { errorText, isThrown, SubjectError, SubjectLost } from '../errors.ts';
import type { ShowAsk } from '../types/gallery.ts';
import type { HuntAsk } from '../types/hunt.ts';
import type { FollowAsk } from '../types/trace.ts';
import { watchGlobals } from './builtIns.ts';
import { withImportedFiles } from './importedFiles.ts';
import type { Found, Message, Notice, Request } from './messages.ts';
import type { SideEffects } from './sideEffects.ts';
import type { Announcer } from './slot.ts';

/**
 * What a worker does with each message. Before every call into user code it announces where it is, so that the host
 * knows the case even where it has to end the worker.
 *
 * @param onFound hears of each refuted case the moment it is seen
 */
export const serve = (
  announcer: Announcer,
  effects: SideEffects,
  onFound: (found: Found) => void,
): ((message: Message, give: (notice: Notice<unknown>) => void) => Promise<void>) => {
  const globals = watchGlobals();
  const known = examinations(announcer.call, now);
  let session: Session | undefined;
  /** Nothing that an answer is made of passes through a promise, which would ask it for a method `then`. */
  const answer = async (message: Message, give: (answer: unknown) => void): Promise<void> => {
    if (message.kind === 'load') {
      session?.close?.();
      session = undefined;
      const open = () => openSession(message.ask, announcer.withinLoss);
      const [opened, imports] = message.ask.traced ? await withImportedFiles(open) : [await open()];
      session = opened;
      refuse(globals.restore());
      effects.take();
      give({ ...session.description, imports });
      return;
    }
    if (message.kind === 'configure') {
      const { plainConfiguration } = await import('../subject/configurationFile.ts');
      const configuration = await plainConfiguration(message.ask.file);
      refuse(globals.restore());
      give({ configuration });
      return;
    }
    if (!session) throw new Error('serve: a rule must be loaded before anything is asked about it');
    const { plan, names } = session;
    const { call: announce, opened } = announcer;
    const hunter = message.kind === 'hunt' ? await import('../hunt/answer.ts') : undefined;
    const shower = message.kind === 'show' ? await import('../gallery/answer.ts') : undefined;
    const follower = message.kind === 'follow' ? await import('../trace/answer.ts') : undefined;
    const answers = answersOf(plan, {
      announce,
      opened,
      found: (check, found) => onFound({ check, found }),
      isEnough: enoughAfter(togetherFor),
      examine: (ask) => known.look(ask, { plan, names }),
      ...(hunter && { hunt: huntOf(hunter, plan, announce) }),
      ...(shower && { show: showOf(shower, plan, announce) }),
      ...(follower && { follow: followOf(follower, plan, announce) }),
    });
    /** What batches that have just been run did besides returning, one list each. */
    const effectsOf = async (asked: readonly BatchAsk[]): Promise<readonly (readonly SideEffect[])[]> => {
      refuse(globals.damage());
      await settle();
      const found = asked.map((): SideEffect[] => []);
      if (effects.take().length === 0) return found;
      for (const [i, ask] of asked.entries()) {
        // What was run before has no effect a second time where it is only remembered.
        const afresh = { ...plan, shared: sharedCases() };
        const again = answersOf(afresh, { announce, found: () => {} });
        await findEffect(again, ask, effects, (effect) => found[i]!.push(effect));
      }
      return found;
    };
    switch (message.kind) {
      case 'batch': {
        const batch = answers.batch(message.ask);
        give({ ...batch, sideEffects: (await effectsOf([message.ask]))[0]! });
        return;
      }
      case 'together': {
        const { batches } = answers.together(message.ask);
        const found = await effectsOf(message.ask.batches.slice(0, batches.length));
        give({ batches: batches.map((batch, i) => ({ ...batch, sideEffects: found[i]! })) });
        return;
      }
      case 'observe': {
        const observation = answers.observe(message.ask);
        refuse(globals.damage());
        await settle();
        const { scenario } = message.ask;
        const sideEffects = effects.take().map((effect) => ({ ...effect, index: 0, scenario }));
        give({ ...observation, sideEffects });
        return;
      }
      case 'examine':
        await known.open(message.ask.examination);
        give(answers.examine(message.ask));
        return;
      default:
        give(answerTo(answers, message));
    }
  };
  return async (message, give) => {
    announcer.heartbeat();
    // A case or a record that runs alone is to be known to the step.
    announcer.exactly(message.kind === 'observe' || message.kind === 'follow');
    let answered: unknown;
    try {
      await answer(message, (value) => {
        answered = value;
      });
      refuse(globals.damage());
    } catch (error) {
      give(noticeOf(error, globals.damage()));
      return;
    }
    give({ answer: answered });
  };
};

/**
 * Milliseconds for which batches are begun that are run together: a budget of time, and who watches, are served between
 * two requests; what is open then comes to its end with less and less beside it.
 */
const togetherFor = 2000;

/** Whether so many milliseconds have passed. */
const enoughAfter = (milliseconds: number): (() => boolean) => {
  const begun = now();
  return () => now() - begun >= milliseconds;
};

/** Answers about a hunt. Every call into the rule is a sign of life. */
const huntOf =
  ({ answerHunt }: typeof import('../hunt/answer.ts'), plan: Plan, announce: Announcer['call']) =>
  (ask: HuntAsk) => {
    plan.heartbeat.before = (step) => announce(-1, 0, step);
    return answerHunt(ask, { rule: plan.rule, families: plan.families, watchers: 1 });
  };

/** Answers about pictures. Every call into the rule is a sign of life. */
const showOf =
  ({ answerShow }: typeof import('../gallery/answer.ts'), plan: Plan, announce: Announcer['call']) =>
  (ask: ShowAsk) => {
    plan.heartbeat.before = (step) => announce(-1, 0, step);
    return answerShow(ask, plan);
  };

/** Answers about recorded runs. Every call into the rule is a sign of life. */
const followOf =
  ({ answerFollow }: typeof import('../trace/answer.ts'), plan: Plan, announce: Announcer['call']) =>
  (ask: FollowAsk) => {
    plan.heartbeat.before = (step) => announce(-1, 0, step);
    return answerFollow(ask, plan);
  };

/** What user code did to the globals that this program shares with it, so that no answer can be trusted. */
class Damage extends Error {}

const refuse = (damage: string | undefined): void => {
  if (damage !== undefined) throw new Damage(damage);
};

const answerTo = <Kind extends RequestKind>(
  answers: Answers,
  { kind, ask }: Request<Kind>,
): Requests[Kind]['answer'] => answers[kind](ask);

const noticeOf = (error: unknown, damage: string | undefined): Notice<unknown> => {
  if (isThrown(error, SubjectLost) && error.neverReturns) return { stuck: error.message };
  if (isThrown(error, Damage) || isThrown(error, SubjectLost)) return { damaged: error.message };
  if (damage !== undefined) return { damaged: damage };
  return isThrown(error, SubjectError) ? { unusable: error.fault } : { failed: errorText(error) };
};

/** Milliseconds for which timers that user code left behind are waited for. */
const timersSettle = 50;

// Taken before user code runs, which may replace them.
const { setImmediate, setTimeout } = globalThis;
const { getActiveResourcesInfo } = process;
const now = performance.now.bind(performance);

/** Settles once the promises and timers that user code left behind have had their turn. */
const settle = async (): Promise<void> => {
  // Timers that are due come before the second turn.
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
  const until = now() + timersSettle;
  while (getActiveResourcesInfo().includes('Timeout') && now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
};

/** Finds the first case of a batch that has a side effect when it runs again, alone; none where no case has. */
const findEffect = async (
  answers: Answers,
  ask: BatchAsk,
  effects: SideEffects,
  found: (effect: SideEffect) => void,
): Promise<void> => {
  for (const index of indicesOf(ask.slice, ask.skip)) {
    answers.batch({ ...ask, slice: { from: index, to: index + 1, step: 1 } });
    await settle();
    const [effect] = effects.take();
    if (!effect) continue;
    found({ ...effect, index, scenario: answers.generate({ check: ask.check, index }) });
    return;
  }
};
