import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { syntheticKillMatrix } from '../../properties/report/syntheticKillMatrix.ts';
import type { FaultKindReport, KillEntry } from '../types/report.ts';
import { parseReport } from './json.ts';
import { hiddenAmong, isNamed, shownBy, shownLine, shownSentences, shownTally } from './killSigns.ts';

const [rules, metrics] = syntheticKillMatrix.banks;
const [ascent, adam, right] = rules?.entries ?? [];
if (!rules || !metrics || !ascent || !adam || !right) throw new Error('there are two kinds');

const silent = { suspicions: [], called: null, unnamed: null };
const suspect = { ...silent, suspicions: ['state-matters'] };
const named = { ...silent, called: 'differs from adam' };

/** What shows an entry first, with what it claims and without. */
const ways = (entry: KillEntry) => [shownBy(rules, entry, true), shownBy(rules, entry, false)];

it('shownBy(kind, entry, claims) is the first of verdict, suspicion, identity, comparison', () => {
  expect(ways(ascent)).toEqual(['verdict', 'verdict']);
  expect(ways({ ...adam, signs: suspect })).toEqual(['suspicion', 'suspicion']);
  expect(ways({ ...adam, signs: named })).toEqual(['identity', 'identity']);
  expect(ways({ ...adam, signs: { ...silent, unnamed: 'adamax' } })).toEqual(['identity', 'identity']);
  expect(ways(adam)).toEqual(['against', 'against']);
  expect(ways(right)).toEqual(['nothing', 'nothing']);
});

it('shownBy(kind, entry, false) counts what only its claims refute behind suspicion and identity', () => {
  const lawful = { ...ascent, withoutLaws: null };
  expect(ways({ ...lawful, signs: suspect })).toEqual(['verdict', 'suspicion']);
  expect(ways({ ...lawful, signs: named })).toEqual(['verdict', 'identity']);
  expect(ways({ ...lawful, signs: silent })).toEqual(['verdict', 'law']);
  const { withoutLaws: _, ...unasked } = { ...lawful, signs: silent };
  expect(ways(unasked)).toEqual(['verdict', 'law']);
});

it('shownBy(kind, entry, claims) takes no measured check for a verdict, and each seed for one', () => {
  const measured = { ...right, refutedAfter: { odd: 3 }, measured: ['odd'] };
  expect(shownBy(rules, measured, true)).toBe('nothing');
  const later = { ...measured, detection: { ...right.detection, first: { odd: 1 } } };
  expect(shownBy(rules, later, true)).toBe('verdict');
});

it('what is no rule is shown by none of them', () => {
  expect(metrics.entries.map((entry) => shownBy(metrics, entry, true))).toEqual([undefined]);
  expect(metrics.entries.map(isNamed)).toEqual([false]);
  expect(shownTally([metrics], true).of).toBe(0);
  expect(shownSentences([metrics])).toEqual([]);
});

it('shownTally(kinds, claims) counts each rule once, and shownLine leaves out what shows none', () => {
  const tally = shownTally(syntheticKillMatrix.banks, true);
  expect(tally).toEqual({ verdict: 1, suspicion: 0, identity: 0, law: 0, against: 1, nothing: 1, of: 3 });
  expect(shownLine(tally)).toBe('verdict 1, against 1, nothing 1');
});

it('shownSentences(kinds) has every count with its share, misses and all', () => {
  const kind: FaultKindReport = { ...rules, entries: [{ ...ascent, withoutLaws: null }, adam, right] };
  expect(shownSentences([kind])).toEqual([
    'With default settings, the first to show them, of 3: a verdict 1 (33.3 %), a suspicion 0 (0 %), the identity 0 (0 %), only --against 1 (33.3 %), nothing 1 (33.3 %).',
    'Where they claim no law of the rule that they mimic: a verdict 0 (0 %), a suspicion 1 (33.3 %), the identity 0 (0 %), only a law that it would have to claim 0 (0 %), only --against 1 (33.3 %), nothing 1 (33.3 %).',
    'Who takes what is suggested for a promise that is broken hides 1 of 2 from the verdict, where they claim no law: ascent.',
    'Suspicions are raised of 1; identity, which has each of them among the rules that it knows, tells 1 from what they were meant to be.',
  ]);
});

it('hiddenAmong(kinds) are those that a suggestion would hide, and nothing is said where that is not known', () => {
  expect(hiddenAmong([rules]).map(({ name }) => name)).toEqual(['ascent']);
  expect(hiddenAmong([metrics])).toEqual([]);
  const of = (signs: KillEntry['signs']) =>
    shownSentences([{ ...rules, entries: [{ ...ascent, ...(signs && { signs }) }] }]).filter((text) =>
      /hides/.test(text),
    );
  expect(of(silent)).toEqual([]);
  expect(of({ ...silent, hiddenBy: null })).toEqual([
    'Who takes what is suggested for a promise that is broken hides 0 of 1 from the verdict, where they claim no law.',
  ]);
});

it('no more of the seeded faults than before would be hidden by a suggestion, as the stored matrix says', () => {
  const sample = new URL('../../reports/sample/kill-matrix/report.json', import.meta.url);
  const { killMatrix } = parseReport(readFileSync(sample, 'utf8'));
  const names = hiddenAmong(killMatrix!.banks).map(({ name }) => name);
  // It may only fall.
  expect(names.length, names.join(', ')).toBeLessThanOrEqual(10);
});
