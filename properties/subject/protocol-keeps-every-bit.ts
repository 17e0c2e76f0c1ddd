import fc from 'fast-check';
import { loadRules } from '../../src/catalog/rules.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { runTrajectory, type Trajectory } from '../../src/dynamics/trajectory.ts';
import { seededRandom } from '../../src/linalg/seeded.ts';
import logisticRegression from '../../src/losses/logisticRegression.ts';
import quadratic from '../../src/losses/quadratic.ts';
import rosenbrock from '../../src/losses/rosenbrock.ts';
import { type Encoding, type Frame, frameKinds } from '../../src/subject/protocol/frame.ts';
import { remoteRule } from '../../src/subject/remoteRule.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { LossFamily } from '../../src/types/loss.ts';
import { drawingBySeed } from '../subjects/drawingBySeed.ts';
import { type Changes, servedRule, unknownFacts } from '../subjects/servedRule.ts';

/** What the protocol does not carry: it hands a subject θ, ∇L, and on demand L and ∇L elsewhere. */
const cannotBeServed: ReadonlyMap<string, string> = new Map([
  ['direct-feedback-alignment', 'reads the signals inside a network'],
  ['feedback-alignment', 'reads the signals inside a network'],
  ['sign-symmetric-feedback', 'reads the signals inside a network'],
]);

/** Every built-in rule but those: also those that read their loss elsewhere, or draw random numbers. */
const rules = (await loadRules()).filter(({ name }) => !cannotBeServed.has(name));

const families: readonly LossFamily[] = [quadratic, rosenbrock, logisticRegression];

interface Case {
  readonly rule: number;
  readonly family: number;
  readonly encoding: Encoding;
  readonly seed: number;
  readonly steps: number;
  readonly stepSize: number;
}

const given: fc.Arbitrary<Case> = fc.record({
  rule: fc.nat(rules.length - 1),
  family: fc.nat(families.length - 1),
  encoding: fc.constantFrom('binary', 'json'),
  seed: fc.nat(10_000),
  steps: fc.integer({ min: 2, max: 12 }),
  stepSize: fc.constantFrom(0.001, 0.03, 0.2),
});

const sameBits = (a: Trajectory, b: Trajectory): boolean =>
  a.end === b.end &&
  a.draws === b.draws &&
  a.steps.length === b.steps.length &&
  a.steps.every(({ next }, k) => next.every((x, i) => Object.is(x, b.steps[k]!.next[i])));

/** The check, with frames changed on their way. */
const holdsFor =
  (changes: Changes = {}): Holds<Case> =>
  ({ rule: index, family, encoding, seed, steps, stepSize }) => {
    const rule = rules[index]!;
    const { channel, hello } = servedRule(rule, encoding, changes);
    const remote = remoteRule(channel, hello, ({ message }) => message);
    const draw = seededRandom(seed);
    const built = families[family]!.build(families[family]!.draw(4, draw));
    // A rule that goes by facts of its loss, as on quadratics, does so on neither side.
    const loss = { ...built, facts: unknownFacts };
    const theta = Float64Array.from({ length: loss.dimension }, () => draw() + 0.1);
    const run = { theta, stepSize, steps, seed, hyperparameters: {} };
    const local = runTrajectory(drawingBySeed(rule), loss, run);
    return truth(sameBits(local, runTrajectory(remote, loss, run)));
  };

const withValues = (frame: Frame, change: (value: number, i: number) => number): Frame => ({
  ...frame,
  values: frame.values.map(change),
});

const of =
  (kind: number, change: (frame: Frame) => Frame) =>
  (frame: Frame): Frame =>
    frame.kind === kind ? change(frame) : frame;

/** The built-in rules, driven through the protocol, are what they are. */
const protocolKeepsEveryBit: Claim<Case> = {
  id: 'protocol-keeps-every-bit',
  claim: 'a rule that is driven through the protocol takes the same steps bit for bit, in either encoding',
  source: 'docs/protocol.md: a step sends θ and ∇L, answers what is asked of L, and brings back Δ',
  given,
  holds: holdsFor(),
  mutants: {
    'a value in single precision': holdsFor({ answered: (frame) => withValues(frame, Math.fround) }),
    'coordinates in the other order': holdsFor({
      answered: (frame) =>
        frame.values.length > 1 ? { ...frame, values: frame.values.toReversed() } : frame,
    }),
    'the answer to another step': holdsFor({
      answered: of(frameKinds.step, (frame) => ({ ...frame, step: frame.step + 1 })),
    }),
    'one unit in the last place': holdsFor({
      answered: (frame) => withValues(frame, (x) => x * (1 + 2 ** -52)),
    }),
    'L elsewhere in single precision': holdsFor({
      sent: of(frameKinds.eval, (frame) => ({ ...frame, a: Math.fround(frame.a) })),
    }),
    '∇L elsewhere negated': holdsFor({ sent: of(frameKinds.eval, (frame) => withValues(frame, (d) => -d)) }),
    'the seed of another run': holdsFor({
      sent: of(frameKinds.new, (frame) => ({ ...frame, text: frame.text.replace('"seed":', '"seed":1') })),
    }),
    'random numbers that are not marked': holdsFor({ answered: (frame) => ({ ...frame, flags: 0 }) }),
  },
};

export default protocolKeepsEveryBit;
