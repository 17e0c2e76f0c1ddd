// An optimizer of TensorFlow.js as a learning rule; copied beside the installed packages, which it finds from there.
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';

await tf.setBackend('cpu');

/** What a run that nobody knows any more has registered in the library. */
const registry = new FinalizationRegistry(({ variable, optimizer }) => {
  variable.dispose();
  optimizer?.dispose();
});

let count = 0;

/**
 * @param name of the function in tf.train
 * @param given its arguments after the learning rate
 * @param contract of the rule
 */
export const rule = (name, given, contract) => ({
  name: `tf.train.${name}`,
  source: `@tensorflow/tfjs-core ${tf.version_core}`,
  precision: 'float32',
  arithmetic: 'float32',
  roundings: 4,
  contract,
  init: (theta) => {
    const held = {
      variable: tf.variable(tf.tensor1d([...theta], 'float32'), true, `theta${count++}`),
      optimizer: undefined,
    };
    const state = { held };
    registry.register(state, held);
    return state;
  },
  update: ({ theta, gradient, stepSize }, { held }) => {
    held.optimizer ??= tf.train[name](stepSize, ...given);
    tf.tidy(() => {
      held.variable.assign(tf.tensor1d([...theta], 'float32'));
      held.optimizer.applyGradients({ [held.variable.name]: tf.tensor1d([...gradient], 'float32') });
    });
    return { theta: Float64Array.from(held.variable.dataSync()) };
  },
});
