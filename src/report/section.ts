import { discover } from '../discover.ts';
import type { Report } from '../types/report.ts';
import type { Verdict } from '../types/verdict.ts';
import type { Markup } from './markup.ts';

/** A part of a report with all that is shown of it, one file under sections/. */
export interface Section {
  /** Id of its element on the page; links depend on it. */
  readonly anchor: string;
  /** What the page's list of sections calls it; null for the top of the page, which needs no link. */
  readonly title: string | null;
  /** Sections are shown in ascending order of it. */
  readonly rank: number;
  /** Whether the report has anything of it; where it has not, nothing else is asked. */
  present(report: Report): boolean;
  /** Its element on the page; what draws is loaded here and not before. Empty where nothing is to be seen after all. */
  html(report: Report): Markup | Promise<Markup>;
  /** Paragraphs in Markdown. */
  markdown(report: Report): readonly string[];
  /** What a test runner counts of it. */
  suites?(report: Report): readonly Suite[];
  /** Lines on a terminal at the end of a run. */
  terminal?(parts: RunParts, screen: Screen): readonly string[];
}

/** The parts of a report that a run makes; a run of one command makes some of them. */
export type RunParts = Pick<Report, 'rules' | 'claims' | 'experiments' | 'killMatrix' | 'baseline'>;

/** What a run has made before it has made anything. */
export const noParts: RunParts = { rules: [], claims: [], experiments: [] };

/** A terminal: its columns, and whether it shows colours. */
export interface Screen {
  readonly width: number;
  readonly color: boolean;
}

/** A group of test cases, as a test runner sees them. */
export interface Suite {
  readonly name: string;
  readonly seconds: number;
  readonly cases: readonly SuiteCase[];
}

/** One test case. */
export interface SuiteCase {
  readonly name: string;
  readonly classname: string;
  /** `noted`: what is said of it is neither success nor failure; `skipped`: and asks for attention. */
  readonly verdict: Verdict | 'noted' | 'skipped';
  /** Whether a refutation fails the suite. */
  readonly fails: boolean;
  readonly message: string;
  readonly details: string;
}

/** Every section, in the order in which they are shown. Cost: an import each, none of which loads what draws. */
export const loadSections = async (): Promise<readonly Section[]> =>
  (
    await discover<Section>(new URL('./sections/', import.meta.url), ['anchor', 'rank', 'html', 'markdown'])
  ).toSorted((a, b) => a.rank - b.rank);

/** The sections of which a report has something, in order. */
export const sectionsOf = async (report: Report): Promise<readonly Section[]> =>
  (await loadSections()).filter((section) => section.present(report));

/** What all sections print of the parts that a run has made. */
export const terminalLines = (
  sections: readonly Section[],
  parts: RunParts,
  screen: Screen,
): readonly string[] => sections.flatMap((section) => section.terminal?.(parts, screen) ?? []);
