import type { Usage } from './usage.ts';

/** One look at a worker that serves a request. */
export interface Look {
  /** Milliseconds since the look before. */
  readonly elapsed: number;
  /** Changes with each sign of life. */
  readonly heartbeat: number;
  /** Undefined where it could not be seen, or was not asked. */
  readonly usage: Usage | undefined;
}

/** What is known of a worker since its last sign of life. */
export interface Waited {
  readonly heartbeat: number;
  /** Milliseconds, of which those do not count in which nobody looked. */
  readonly wall: number;
  /** Looks at it, and how many of them saw it asleep without processor time since the one before, and able to run. */
  readonly looks: number;
  readonly asleep: number;
  readonly runnable: number;
  /** Its processor time at the sign of life, and by now; undefined where it was never seen. */
  readonly from: number | undefined;
  readonly cpu: number | undefined;
}

/** Milliseconds between two looks. */
export const lookInterval = 20;

/** A look that comes much later than it should, as after the machine was suspended or this process was, counts as one. */
const latest = 3 * lookInterval;

/** How often the time that it may take one waits that is neither asleep nor ready to run: the machine is busy. */
const patience = 4;

/** At a sign of life. */
export const freshlyHeard = ({ heartbeat, usage }: Pick<Look, 'heartbeat' | 'usage'>): Waited => ({
  heartbeat,
  wall: 0,
  looks: 0,
  asleep: 0,
  runnable: 0,
  from: usage?.cpu,
  cpu: usage?.cpu,
});

/** After one more look. */
export const waited = (before: Waited, look: Look): Waited => {
  if (look.heartbeat !== before.heartbeat) return freshlyHeard(look);
  const { usage } = look;
  const hadProcessor = usage !== undefined && before.cpu !== undefined && usage.cpu > before.cpu;
  return {
    heartbeat: before.heartbeat,
    wall: before.wall + (look.elapsed > latest ? lookInterval : look.elapsed),
    looks: before.looks + (usage ? 1 : 0),
    asleep: before.asleep + Number(usage?.state === 'asleep' && !hadProcessor),
    runnable: before.runnable + Number(usage !== undefined && (usage.state === 'running' || hadProcessor)),
    from: before.from ?? usage?.cpu,
    cpu: usage?.cpu ?? before.cpu,
  };
};

/**
 * Whether a worker has taken too long, and by which clock: `computes` longer than it may; `sleeps` longer, in nine of
 * ten looks; or neither, for four times as long. One that could run and gets no processor is waited for.
 *
 * @param timeout milliseconds that it may take
 */
export const overdue = (
  { wall, looks, asleep, runnable, from = 0, cpu = 0 }: Waited,
  timeout: number,
): 'computes' | 'sleeps' | 'held up' | undefined => {
  if (cpu - from > timeout) return 'computes';
  const mostly = (count: number): boolean => looks > 0 && count >= 0.9 * looks;
  if (wall > timeout && mostly(asleep)) return 'sleeps';
  return wall > patience * timeout && !mostly(runnable) ? 'held up' : undefined;
};
