/**
 * natgrad-check for browsers: metric, certificates, dynamics, losses and rules, under the same names as in `natgrad-check`
 * and with the same bits as under Node.js. It needs nothing of Node.js and makes no request; its types are in
 * `.build/types/browser.d.ts`.
 */

export { loadFamilies } from './catalog/losses.ts';
export { loadRules } from './catalog/rules.ts';
export { certifyConditionNumber } from './certify/conditionNumber.ts';
export { certifyMapsTo } from './certify/mapsTo.ts';
export { certifyPositiveDefinite } from './certify/positiveDefinite.ts';
export { naturalGradientForm } from './dynamics/naturalGradientForm.ts';
export { runTrajectory } from './dynamics/trajectory.ts';
export { canonicalMetric } from './metric/canonical.ts';
export { minimumConditionNumber } from './metric/conditionNumber.ts';
export { effectivePair } from './metric/effectivePair.ts';
export { familyMetric } from './metric/family.ts';
export { minimiserMetric } from './metric/minimiser.ts';
export { optimalMetric } from './metric/optimal.ts';
export { pairGeometry } from './metric/pairGeometry.ts';
