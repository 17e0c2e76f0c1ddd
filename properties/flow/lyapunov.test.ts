import { expect, it } from 'vitest';
import { lyapunovSolution } from './lyapunov.ts';

it.each([
  { a: [[-2]], q: [[6]], p: [[1.5]] },
  {
    a: [
      [-1, 0],
      [0, -2],
    ],
    q: [
      [1, 0],
      [0, 1],
    ],
    p: [
      [0.5, 0],
      [0, 0.25],
    ],
  },
  // P = ∫ e^{Aᵀt} Q e^{At} dt with e^{At} = e⁻ᵗ[1 t; 0 1].
  {
    a: [
      [-1, 1],
      [0, -1],
    ],
    q: [
      [1, 0],
      [0, 1],
    ],
    p: [
      [0.5, 0.25],
      [0.25, 0.75],
    ],
  },
  // The companion matrix of s² + 2s + 2.
  {
    a: [
      [0, 1],
      [-2, -2],
    ],
    q: [
      [1, 0],
      [0, 1],
    ],
    p: [
      [1.25, 0.25],
      [0.25, 0.375],
    ],
  },
])('lyapunovSolution($a, $q) is $p', ({ a, q, p }) => {
  const solution = lyapunovSolution(a, q);
  solution.forEach((row, i) => {
    row.forEach((entry, j) => {
      expect(entry).toBeCloseTo(p[i]![j]!, 13);
      expect(entry).toBe(solution[j]![i]);
    });
  });
});

it('AᵀP + PA = −Q for a matrix of order 3', () => {
  const a = [
    [-3, 1, 0.5],
    [2, -4, 1],
    [0, -1, -2],
  ];
  const q = [
    [2, 1, 0],
    [1, 3, -1],
    [0, -1, 5],
  ];
  const p = lyapunovSolution(a, q);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      let sum = q[i]![j]!;
      for (let k = 0; k < 3; k++) sum += a[k]![i]! * p[k]![j]! + p[i]![k]! * a[k]![j]!;
      expect(sum).toBeCloseTo(0, 12);
    }
  }
});
