import type { FuzzEvent } from '../../campaign/events.ts';
import { printable } from './printable.ts';

/** Milliseconds after which a guess is worth something, and above which a run is slow. */
const thresholds = { measured: 3000, slow: 60_000 } as const;

/**
 * A reader of the events of one campaign that says once how long it will take, where that is long.
 *
 * @param tell called with the line
 * @param clock milliseconds
 */
export const slowRunNotice = (
  tell: (line: string) => void,
  clock: () => number,
): ((event: FuzzEvent) => void) => {
  let begun = 0;
  let total = 0;
  let earlier = 0;
  let name = '';
  let isTold = false;
  return (event) => {
    if (event.kind === 'planned') {
      begun = clock();
      total = event.total;
      name = event.description.name;
    } else if (event.kind === 'resumed') {
      earlier = event.done;
    } else if (event.kind === 'progress' && !isTold && event.done > earlier) {
      const passed = clock() - begun;
      if (passed < thresholds.measured) return;
      isTold = true;
      const left = (passed * (total - event.done)) / (event.done - earlier);
      if (left > thresholds.slow) tell(`${printable(name, 60)}: ${inMinutes(left)}; --time 60s bounds it`);
    }
  };
};

const inMinutes = (milliseconds: number): string => `about ${Math.round(milliseconds / 60_000)} min`;
