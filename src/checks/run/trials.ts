import { loadFamilies } from '../../catalog/losses.ts';
import { standardNormal } from '../../linalg/seeded.ts';
import { coversLoss } from '../../rules/declaration/scope.ts';
import type { Loss } from '../../types/loss.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Scenario, Setting } from '../../types/scenario.ts';
import { streamOf } from './streams.ts';

/** One run that a check makes beside the case it was given. */
export interface Trial {
  readonly loss: Loss;
  readonly theta: readonly number[];
  readonly stepSize: number;
  readonly steps: number;
}

const families = await loadFamilies();

/** Dimensions that are tried: couplings need more than one coordinate. */
const dimensions = [2, 7] as const;

/** Long enough for memories of several steps to fill. */
const longRun = 30;

/**
 * Runs on which something about a rule may show that does not on the given case: the case itself, longer and with
 * other step sizes, then every built-in loss that the contract allows, in two dimensions.
 *
 * Made one by one, so that nothing is built that is not asked for. Deterministic in the scenario's seed.
 */
export function* trialsAround({ rule, loss, scenario }: Setting): Generator<Trial, void, void> {
  yield { loss, theta: scenario.theta, stepSize: scenario.stepSize, steps: scenario.steps };
  for (const factor of [1, 1 / 16, 16]) {
    yield { loss, theta: scenario.theta, stepSize: factor * scenario.stepSize, steps: longRun };
  }
  yield* trialsElsewhere(rule, scenario);
}

/** The built-in losses that the contract of a rule allows, each from a drawn start and with two step sizes. */
function* trialsElsewhere(rule: NamedRule, scenario: Scenario): Generator<Trial, void, void> {
  for (const family of families.filter((candidate) => coversLoss(rule, candidate))) {
    for (const dimension of dimensions) {
      const within = Math.min(Math.max(dimension, family.dimensions.min), family.dimensions.max);
      const random = streamOf(scenario, 'trial', family.name, dimension);
      const parameters = family.draw(within, random);
      const loss = family.build(parameters);
      const start =
        family.start?.(parameters, random) ??
        Array.from({ length: loss.dimension }, () => standardNormal(random));
      const theta = Array.from(start, (value) =>
        rule.domain === 'positive' ? Math.abs(value) + 1 / 8 : value,
      );
      for (const share of [1 / 64, 1 / 4]) {
        yield { loss, theta, stepSize: share / Math.max(1, loss.smoothness ?? 1), steps: longRun };
      }
    }
  }
}
