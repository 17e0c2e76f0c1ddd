import { discover } from '../discover.ts';
import type { ExaminationName, ExaminationParts } from '../types/report.ts';
import { examinedShape } from '../types/reportShape.ts';
import type { AnnounceCall } from './cases.ts';
import type { ExaminationAsk } from './executor.ts';
import type { Plan } from './plan.ts';
import type { Session } from './session.ts';

/** A rule that is being examined, where its code runs. */
export interface ExaminedRule extends Pick<ExaminationAsk, 'refuted'> {
  /** The rule as it was loaded, with its checks and losses. Every call into the rule is a sign of life. */
  readonly plan: Plan;
  /** What the rule goes by: its own name, that of its file or class, and that of the rule that it is compared with. */
  readonly names: readonly string[];
  /** A sign of life, for work that is long and calls the rule seldom. */
  readonly alive: () => void;
  /** Milliseconds since it began: of a slow rule less can be asked. */
  readonly elapsed: () => number;
}

/**
 * Something that a rule is looked at for once its verdict stands: one file of src/examinations, discovered. It changes
 * neither verdict nor exit code; where the rule hangs in it or ends its worker, it alone comes to nothing.
 */
export interface Examination<Name extends ExaminationName = ExaminationName> {
  readonly name: Name;
  /** Loads what it takes to look, and nothing of it before: all files of the folder are loaded together. */
  open(): Promise<(examined: ExaminedRule) => NonNullable<ExaminationParts[Name]>>;
}

const isName = (name: string): name is ExaminationName => Object.hasOwn(examinedShape, name);

/** The names of all examinations, in the order in which they are asked for and shown. */
export const examinationNames: readonly ExaminationName[] = Object.keys(examinedShape).filter(isName);

/** The examinations of one process. */
export interface Examinations {
  /** Loads one. What it finds out passes through no promise, which would show it to the code of the rule. */
  open(name: ExaminationName): Promise<void>;
  /**
   * What one finds out about the rule of a session.
   *
   * @throws Error where it has not been opened
   */
  look(ask: ExaminationAsk, session: Pick<Session, 'plan' | 'names'>): ExaminationParts;
}

/** The check of a call into a rule that is made for none. */
const nowhere = -1;

/**
 * Nothing is loaded yet.
 *
 * @param announce called before every call into the rule, and at any other sign of life
 * @param now a clock in milliseconds
 */
export const examinations = (announce: AnnounceCall, now: () => number): Examinations => {
  const opened = new Map<ExaminationName, (examined: ExaminedRule) => ExaminationParts>();
  return {
    open: async (name) => {
      if (opened.has(name)) return;
      const all = await discover<Examination>(new URL('../examinations/', import.meta.url), ['name', 'open']);
      const look = await all.find((one) => one.name === name)?.open();
      if (look) opened.set(name, (examined) => ({ [name]: look(examined) }));
    },
    look: ({ examination, refuted }, { plan, names }) => {
      const look = opened.get(examination);
      if (!look) throw new Error(`examinations: one must be open to look, got examination = ${examination}`);
      const heard = (step: number): void => announce(nowhere, 0, step);
      const begun = now();
      plan.heartbeat.before = heard;
      return look({ plan, names, refuted, alive: () => heard(0), elapsed: () => now() - begun });
    },
  };
};
