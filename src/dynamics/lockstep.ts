import type { Together } from '../types/rule.ts';
import type { Running, RunRequest, Trajectory } from '../types/run.ts';
import { isAnswered, type Memory, noMemory } from './running.ts';
import { begin, conclude, nextCall, type Progress, type RunCall, runTrajectory } from './trajectory.ts';

/** Cases that are worked on, and who hears of it. Positions count from 0, in the order of the cases. */
export interface Lockstep<Result> {
  readonly count: number;
  /** Most cases that are open at once; at least one. */
  readonly width: number;
  /** Begins a case. */
  begin(position: number): Running<Result>;
  /** Runs of a case that are known; none by default. */
  memory?(position: number): Memory;
  /** Whether a case is begun whose turn it is; where it is not, neither is any after it. All are by default. */
  mayBegin?(position: number): boolean;
  /** Hears of every result, in the order of the cases. */
  end(position: number, result: Result): void;
  /** Hears which cases are open, before anything is asked for one that was not. */
  opened?(positions: readonly number[]): void;
  /** Hears whose answer is waited for next. */
  awaits?(position: number, step: number): void;
}

/** A run that is under way, and who waits for it, each at a place in its list: also cases that share what is known of it. */
interface ActiveRun<Result> {
  readonly request: RunRequest;
  readonly waiting: { readonly of: OpenCase<Result>; readonly place: number }[];
  readonly together: Together;
  readonly host: Progress;
  readonly guest: Progress | undefined;
  guestIsOver: boolean;
}

/** A case that is open. */
interface OpenCase<Result> {
  readonly position: number;
  readonly running: Running<Result>;
  readonly memory: Memory;
  made: (Trajectory | undefined)[];
  active: ActiveRun<Result>[];
}

/** A call of an open case that is put to its rule in this round. */
interface Pending<Result> {
  readonly of: OpenCase<Result>;
  readonly run: ActiveRun<Result>;
  readonly progress: Progress;
  readonly call: RunCall;
}

/**
 * Makes the runs of many computations step by step beside each other: in each round every run that is open makes one call,
 * and all calls of a rule that can be asked many things at once are put to it together. Any other rule makes each run at
 * once, when it is asked for.
 *
 * What comes of a case does not depend on which others are open, as long as the runs of a rule know nothing of each other.
 */
export const runInLockstep = <Result>(work: Lockstep<Result>): void => {
  const open: OpenCase<Result>[] = [];
  const results = new Map<number, Result>();
  let [next, ended, { count }] = [0, 0, work];
  const gather = (each: OpenCase<Result>, given: readonly Trajectory[] | undefined): Pending<Result>[] => {
    let resumed = given ? each.running.next(given) : undefined;
    for (;;) {
      if (resumed?.done) {
        open.splice(open.indexOf(each), 1);
        results.set(each.position, resumed.value);
        return [];
      }
      if (resumed) receive(each, resumed.value, open);
      const pending = pendingOf(each);
      const made = each.made.filter((ran) => ran !== undefined);
      // It may wait for a run of another case alone.
      if (pending.length > 0 || made.length < each.made.length) return pending;
      resumed = each.running.next(made);
    }
  };
  for (;;) {
    const round = open.slice().flatMap((each) => gather(each, undefined));
    while (open.length < work.width && next < count) {
      if (work.mayBegin?.(next) === false) {
        count = next;
        break;
      }
      work.opened?.([...open.map(({ position }) => position), next]);
      const begun: OpenCase<Result> = {
        position: next,
        running: work.begin(next),
        memory: work.memory?.(next) ?? noMemory(),
        made: [],
        active: [],
      };
      next++;
      open.push(begun);
      round.push(...gather(begun, []));
    }
    for (; results.has(ended); ended++) {
      work.end(ended, results.get(ended)!);
      results.delete(ended);
    }
    if (open.length === 0 && next === count) return;
    settle(round, work);
  }
};

/**
 * Takes a list of runs that a case asks for: those that are known, or can only be made at once, are made; one that is made
 * for a case with the same memory is waited for.
 */
const receive = <Result>(
  each: OpenCase<Result>,
  requests: readonly RunRequest[],
  open: readonly OpenCase<Result>[],
): void => {
  each.made = requests.map(() => undefined);
  each.active = [];
  const sharing = open.filter(({ memory }) => memory === each.memory);
  for (const [place, request] of requests.entries()) {
    const { rule, loss, run } = request;
    const together = togetherOf(request);
    const known = each.memory.recall(request);
    const same = sharing
      .flatMap(({ active }) => active)
      .find((active) => isAnswered(request, active.request));
    if (known) each.made[place] = known;
    else if (same) same.waiting.push({ of: each, place });
    else if (together) {
      const guest = run.guest && begin(rule, loss, run.guest);
      const host = begin(rule, loss, run);
      const waiting = [{ of: each, place }];
      each.active.push({ request, waiting, together, host, guest, guestIsOver: !guest });
    } else each.made[place] = each.memory.keep(request, runTrajectory(rule, loss, run));
  }
};

/** How a rule is asked many things at once; not one that something was put around, which would be passed by. */
const togetherOf = ({ rule, run }: RunRequest): Together | undefined =>
  'together' in rule && isTogether(rule.together) && rule.together.of === rule.update && !run.within
    ? rule.together
    : undefined;

const isTogether = (value: unknown): value is Together =>
  typeof value === 'object' && value !== null && 'ask' in value && 'of' in value;

/** The next call of each run of a case; a run that ends before it makes one is over. */
const pendingOf = <Result>(each: OpenCase<Result>): Pending<Result>[] =>
  each.active.slice().flatMap((run) => {
    const call = nextCall(run.host);
    if ('end' in call) {
      finish(each, run, call);
      return [];
    }
    const pending: Pending<Result>[] = [{ of: each, run, progress: run.host, call }];
    const guests = run.guest && !run.guestIsOver ? nextCall(run.guest) : undefined;
    if (guests && 'end' in guests) run.guestIsOver = true;
    else if (guests && run.guest) pending.push({ of: each, run, progress: run.guest, call: guests });
    return pending;
  });

const finish = <Result>(each: OpenCase<Result>, run: ActiveRun<Result>, ran: Trajectory): void => {
  each.active.splice(each.active.indexOf(run), 1);
  each.memory.keep(run.request, ran);
  for (const { of, place } of run.waiting) of.made[place] = ran;
};

/** Puts the calls of a round to their rules, and takes what comes of each in the same order. */
const settle = <Result>(round: readonly Pending<Result>[], work: Lockstep<Result>): void => {
  for (const together of new Set(round.map(({ run }) => run.together))) {
    const asked = round.filter(({ run }) => run.together === together);
    const answers = together.ask(
      asked.map(({ call, progress: { state } }) =>
        call.kind === 'init'
          ? { kind: 'init', theta: call.shown, setting: call.setting }
          : { kind: 'update', context: call.context, state },
      ),
    );
    for (const [i, { of, run, progress, call }] of asked.entries()) {
      work.awaits?.(of.position, call.step);
      const end = conclude(progress, call, answers[i]!);
      if (!end) continue;
      if (progress === run.host) finish(of, run, end);
      else run.guestIsOver = true;
    }
  }
};
