import fc from 'fast-check';
import { loadFamilies } from '../../src/catalog/losses.ts';
import { loadSuspicions } from '../../src/catalog/suspicions.ts';
import { refuted, truth } from '../../src/checks/outcome/outcome.ts';
import { runTrajectory } from '../../src/dynamics/trajectory.ts';
import { suspect } from '../../src/suspicions/looking/suspect.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { NamedRule } from '../../src/types/rule.ts';
import type { Setting } from '../../src/types/scenario.ts';
import type { Suspicion } from '../../src/types/suspicion.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { loadRightRules, rightComposedRules } from '../subjects/rightRules.ts';

const families = await loadFamilies();
const suspicions = await loadSuspicions();
const named = await loadRightRules();
const composed = rightComposedRules(20260916, 320);

const silent =
  (change: (suspicion: Suspicion) => Suspicion, changed: (rule: NamedRule) => NamedRule = (rule) => rule) =>
  (rule: NamedRule): Outcome => {
    const { raised } = suspect(changed(rule), suspicions.map(change), families);
    const sentence = raised.map(({ id }) => id).join(', ');
    return { ...truth(raised.length === 0), ...(sentence !== '' && { sentence }) };
  };

/** A suspicion of this id that looks at something less exact. */
const loosened =
  (id: string, observe: (setting: Setting) => boolean) =>
  (suspicion: Suspicion): Suspicion =>
    suspicion.id === id
      ? {
          ...suspicion,
          observe: (setting) =>
            observe(setting)
              ? refuted({ cause: id, sentence: id, margin: -1 })
              : { status: 'holds', margin: 1 },
        }
      : suspicion;

const deltas = ({ rule, loss, scenario }: Setting, theta = scenario.theta): readonly Float64Array[] =>
  runTrajectory(rule, loss, { ...scenario, theta }).steps.map(({ delta }) => delta);

export default {
  id: 'S-silent',
  claim: `No suspicion is raised on a right rule: on ${named.length} with names and on ${composed.length} composed ones, so that it is on fewer than ${Math.ceil(3000 / (named.length + composed.length)) / 10} % of such rules at 95 %.`,
  source: 'the rule of three, 3/N; the named ones were written before the suspicions',
  cost: 25,
  given: fc.oneof(fc.constantFrom(...named), fc.constantFrom(...composed)),
  holds: silent((suspicion) => suspicion),
  mutants: {
    'a coordinate without gradient that rests, whatever the others do': silent(
      loosened('rests-at-zero', (setting) => {
        const { loss } = setting;
        const gradient = (theta: Float64Array) => loss.gradient(theta).map((d, i) => (i % 2 === 1 ? 0 : d));
        return deltas({ ...setting, loss: { ...loss, gradient } }).some((delta) =>
          delta.some((d, i) => i % 2 === 1 && d !== 0),
        );
      }),
    ),
    'renumbering without asking whether others follow': silent(
      loosened('renumbering', (setting) => {
        const { scenario } = setting;
        const own = deltas(setting)[0];
        const slope = setting.loss.gradient(Float64Array.from(scenario.theta)).toReversed();
        const turned = deltas(
          { ...setting, loss: { ...setting.loss, gradient: () => slope.slice() } },
          scenario.theta.toReversed(),
        )[0];
        return own?.some((d, i) => d !== turned?.at(-1 - i)) ?? false;
      }),
    ),
    'a step that may not shrink where it depends on no size': silent(
      loosened('shrinks-with-gradient', (setting) => {
        const { loss } = setting;
        const larger = { ...loss, gradient: (theta: Float64Array) => loss.gradient(theta).map((d) => 8 * d) };
        const [one, other] = [deltas(setting)[0], deltas({ ...setting, loss: larger })[0]];
        return one?.some((d, i) => Math.abs(other?.[i] ?? 0) <= Math.abs(d) && d !== 0) ?? false;
      }),
    ),
  },
} satisfies Claim<NamedRule>;
