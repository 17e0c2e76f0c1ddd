// What is judged: each published optimizer as it is called, the contract that fits it, and what it is compared with. The
// contract is that of its own description; a reference is the built-in rule of the paper that the optimizer names, and
// `torch.optim:…` another code path of the same optimizer. Everything else in the table comes from the runs.

/** Momentum overshoots: the loss falls under an envelope, for small η·β, where it is convex, smooth and exact. */
const envelope = {
  contract: 'envelope:40',
  max_step_size: 0.2,
  losses: { convex: true, smooth: true, stochastic: false, timeVarying: false },
};

/** A line search descends at every step of a loss that stays and is exact. */
const everyStep = { contract: 'every-step', losses: { stochastic: false, timeVarying: false } };

/** torch.optim: the class, its arguments, what is declared of it, its reference, and options of `fuzz` beside the usual ones. */
const torch = [
  ['SGD', {}, {}, 'gradient-descent'],
  ['SGD', { momentum: 0.9 }, envelope, 'heavy-ball'],
  ['SGD', { momentum: 0.9, nesterov: true }, {}, 'nesterov'],
  ['Adam', {}, {}, 'adam'],
  ['Adam', { amsgrad: true }, {}, 'amsgrad'],
  ['AdamW', {}, {}, 'adamw', ['--runs', '300']],
  ['Adamax', {}, {}, 'adamax'],
  ['NAdam', {}, {}, 'nadam'],
  ['NAdam', { foreach: true }, {}, 'nadam'],
  ['RAdam', {}, {}, 'radam'],
  ['Rprop', {}, { step_size: 'internal', contract: 'small-step' }, 'rprop'],
  ['RMSprop', {}, {}, 'rmsprop'],
  // Fifty steps under a constant gradient, before E[g²] − E[g]² rounds below 0.
  ['RMSprop', { centered: true }, {}, 'centred-rmsprop', ['--loss', 'linear', '--steps', '300']],
  ['Adadelta', {}, {}, 'adadelta'],
  ['Adagrad', {}, {}, 'adagrad'],
  ['ASGD', {}, {}],
  ['LBFGS', { max_iter: 1 }, {}, undefined, ['--runs', '20', '--dimension', '1..8']],
  [
    'LBFGS',
    { line_search_fn: 'strong_wolfe' },
    everyStep,
    undefined,
    ['--runs', '4', '--dimension', '1..4', '--steps', '4'],
  ],
];

/** tf.train of TensorFlow.js: the function, its arguments after the learning rate, and its reference at the same constants. */
const tfjs = [
  ['sgd', [], {}, 'gradient-descent'],
  ['momentum', [0.9], envelope, 'heavy-ball:momentum=0.9'],
  ['momentum', [0.9, true], {}, 'nesterov:momentum=0.9'],
  ['adagrad', [], {}, 'adagrad:epsilon=1e-7'],
  ['adadelta', [], {}, 'adadelta:decay=0.95,epsilon=1e-7'],
  ['adam', [], {}, 'adam:epsilon=1e-7'],
  ['adamax', [], {}, 'adamax'],
  ['rmsprop', [], {}, 'rmsprop:epsilon=1e-7'],
  ['rmsprop', [0.9, 0, 1e-7, true], {}, 'centred-rmsprop:decay=0.9,epsilon=1e-7'],
];

const python = (value) =>
  value === true ? 'True' : typeof value === 'string' ? `'${value}'` : String(value);

const called = (name, given) => {
  const values = Object.entries(given).map(([key, value]) => `${key}=${python(value)}`);
  return values.length === 0 ? name : `${name}(${values.join(', ')})`;
};

const slug = (text) =>
  text
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/-$/, '')
    .toLowerCase();

const torchRows = torch.flatMap(([name, fixed, declared, reference, options = []]) =>
  ['float64', 'float32'].map((precision) => ({
    id: `torch-${slug(called(name, fixed))}${precision === 'float64' ? '' : `-${precision}`}`,
    library: 'torch',
    optimizer: called(name, fixed),
    precision,
    ...(reference && { reference }),
    options,
    subject: { name, fixed, declared },
  })),
);

const tfjsRows = tfjs.map(([name, given, declared, reference]) => ({
  id: `tfjs-${slug([name, ...given].join('-'))}`,
  library: 'tfjs',
  optimizer: `${name}(${['η', ...given].join(', ')})`,
  precision: 'float32',
  reference,
  options: [],
  subject: { name, given, declared },
}));

/** Every row, in the order of the table. */
export const rows = [...torchRows, ...tfjsRows];

/** Optimizers that have no row, and why. */
export const leftOut = [
  [
    'torch.optim.SparseAdam',
    'takes sparse gradients only: RuntimeError for the dense ones of every loss here',
  ],
];
