import type { Evidence } from '../../dynamics/evidence.ts';
import { trajectory } from '../../dynamics/running.ts';
import { unitInTheLastPlace } from '../../linalg/precision.ts';
import { isZero } from '../../linalg/vector.ts';
import type { Observation } from '../../types/check.ts';
import type { Run, Running, Trajectory } from '../../types/run.ts';
import type { Setting } from '../../types/scenario.ts';
import { type BlamedPair, judgeRung, type Rung } from '../judgement/rung.ts';
import { short } from '../outcome/figures.ts';
import { holds, inconclusive, refuted, vacuous } from '../outcome/outcome.ts';
import { drawsWhereCoarse, noMean } from '../run/resolution.ts';
import { evidenceOf, reasonNotJudged, runOf } from '../run/run.ts';
import { tellingRungs } from './rounding.ts';
import { observeRest } from './standstill.ts';

/** η is halved at most this often: from the largest steps drawn to below the distance of the nearest kink. */
const rungs = 60;

/** How many rungs are gone down at once from where a step goes uphill, or where nothing moves. */
const stride = 4;

/** Rungs on which the loss has to rise before an update orthogonal to ∇L is held against the rule. */
const risingRungs = 3;

/** What the rungs so far have shown. */
interface Findings {
  blame?: Extract<Rung, { readonly kind: 'uphill' }>;
  blamedRung?: number;
  /** The rung from which on no step is resolved. */
  unresolvedFrom?: number;
  lastRise?: BlamedPair;
  rest?: Trajectory;
}

/**
 * Whether there is a step size at which every step that moves has yᵀΔθ > 0, t frozen, the full gradient shown.
 *
 * η is halved until that is so. A step that goes uphill where the gradient counts as constant along the run refutes only
 * where that step does not go downhill at a smaller η either: a rule that looks elsewhere before it steps may need one.
 * Every fourth is tried; where they do not all go uphill, each.
 *
 * Where θ is stored too coarsely for smaller steps the ladder ends at the first rung on which nothing moves; what rests
 * there says nothing.
 *
 * Cost: one run where the given η will do, 60 at most, 15 or so for a rule that goes uphill at every η.
 */
export function* observeSmallStep(setting: Setting): Running<Observation> {
  let [rose, fell] = [0, 0];
  const findings: Findings = {};
  let [moves, unanimous] = [false, true];
  const passed: number[] = [];
  const tryRung = function* (rung: number): Running<Observation | undefined> {
    const stepSize = setting.scenario.stepSize * 2 ** -rung;
    const run: Run = { ...runOf(setting), frozen: true, stepSize };
    const ran = yield* trajectory(setting.rule, setting.loss, run);
    const reason = reasonNotJudged(ran);
    if (reason !== undefined && !findings.blame) return vacuous(reason);
    if (yield* drawsWhereCoarse(setting, run, ran))
      return inconclusive(`${setting.rule.precision} ${noMean}`);
    const evidence = evidenceOf(setting, run, ran);
    const found = reason === undefined ? judgeRung(evidence, stepSize) : ({ kind: 'none' } as const);
    if (found.kind === 'descends' && (!findings.blame || found.moving.includes(findings.blame.step)))
      return holds(found.cosine);
    if (found.kind === 'rests' && rung === 0) {
      if (isZero(evidence.y(0))) return vacuous('∇L = 0 at the start, and nothing moves');
      findings.rest = ran;
    }
    if (found.kind === 'rests' && isUnresolved(evidence, stepSize)) {
      findings.unresolvedFrom = rung;
      return undefined;
    }
    // Rungs were passed over while nothing moved, too.
    if (findings.rest && !moves && found.kind !== 'rests') unanimous = false;
    moves ||= found.kind !== 'rests';
    unanimous &&= findings.blame === undefined || found.kind === 'uphill';
    if (found.kind === 'uphill') {
      findings.blame ??= found;
      findings.blamedRung ??= rung;
    }
    if (found.kind === 'level') {
      rose += Number(found.change === 'rose');
      fell += Number(found.change === 'fell');
      if (found.change === 'rose') findings.lastRise = found.pair;
    }
    return undefined;
  };
  for (let rung = 0; rung < rungs; rung++) {
    if ((findings.blame || (findings.rest && !moves)) && rung % stride !== 0) {
      passed.push(rung);
      continue;
    }
    const decided = yield* tryRung(rung);
    if (decided) return decided;
    if (findings.unresolvedFrom !== undefined) break;
  }
  if (findings.rest && !moves) return yield* observeRest(setting, findings.rest);
  for (const rung of unanimous ? [] : passed) {
    const decided = yield* tryRung(rung);
    if (decided) return decided;
  }
  const { blame, blamedRung = 0, unresolvedFrom } = findings;
  if (blame && unresolvedFrom !== undefined && unresolvedFrom - blamedRung < tellingRungs) {
    return inconclusive(
      'a step goes uphill, and θ is stored too coarsely to tell whether a smaller one does',
    );
  }
  if (blame) return blame.observation;
  if (findings.lastRise && rose >= risingRungs && fell === 0) return orthogonal(findings.lastRise, rose);
  return inconclusive(
    'the sign of yᵀΔθ lies inside its rounding error, or the gradient turns at every step size',
  );
}

/** Whether η∂ᵢL is below the resolution of θᵢ where |∂ᵢL| is largest; never of a Δ that θ in doubles does not round. */
const isUnresolved = (evidence: Evidence, stepSize: number): boolean => {
  const { precision, steps } = evidence;
  const first = steps[0]!;
  if (precision === 'float64' && !first.stored) return false;
  const y = evidence.y(0);
  let i = 0;
  for (let j = 1; j < y.length; j++) if (Math.abs(y[j]!) > Math.abs(y[i]!)) i = j;
  return stepSize * Math.abs(y[i]!) < unitInTheLastPlace(first.theta[i]!, precision);
};

/** The refutation of an update that lies across ∇L, while the loss rises whatever the step size is. */
const orthogonal = (pair: BlamedPair, rose: number): Observation => {
  const { step, product, bound, cosine } = pair;
  return refuted({
    cause: 'orthogonal',
    sentence:
      `step ${step.index} is orthogonal to ∇L (yᵀΔθ = ${short(product)} ± ${short(bound)}), ` +
      `and the loss rises at ${rose} step sizes and falls at none`,
    margin: Math.min(cosine, -bound),
    derived: {
      step: step.index,
      stepSize: pair.stepSize,
      psi: Math.acos(Math.max(-1, Math.min(1, cosine))),
      cosine,
      measured: product,
      allowed: 0,
      noiseFloor: bound,
    },
  });
};
