const named = (element: 'mi' | 'mo', texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, `<${element}>${text}</${element}>`]));

/** What a command of TeX is in MathML: an identifier, an operator, or a function's name. */
const symbols: Readonly<Record<string, string>> = {
  ...named('mi', {
    alpha: 'α',
    delta: 'δ',
    Delta: 'Δ',
    kappa: 'κ',
    lambda: 'λ',
    psi: 'ψ',
    theta: 'θ',
    eta: 'η',
    beta: 'β',
    mu: 'μ',
    pi: 'π',
    partial: '∂',
    max: 'max',
    min: 'min',
    infty: '∞',
    sin: 'sin',
    cos: 'cos',
    cot: 'cot',
  }),
  ...named('mo', {
    top: '⊤',
    Vert: '‖',
    le: '≤',
    ge: '≥',
    sum: '∑',
    '|': '‖',
    in: '∈',
    succ: '≻',
    approx: '≈',
    Rightarrow: '⇒',
    Leftarrow: '⇐',
    Leftrightarrow: '⇔',
    cdot: '⋅',
    times: '×',
    nabla: '∇',
    circ: '∘',
    dots: '…',
    '{': '{',
    '}': '}',
  }),
  quad: '<mspace width="1em"></mspace>',
  qquad: '<mspace width="2em"></mspace>',
  ' ': '<mspace width="0.3em"></mspace>',
  ',': '<mspace width="0.17em"></mspace>',
};

const tokens = /\\(?:[a-zA-Z]+|.)|\d+(?:\.\d+)?|[^\s]/gu;

/** Tokens that are left, and how to take them. */
interface Rest {
  readonly peek: () => string | undefined;
  /** @throws SyntaxError where nothing is left */
  readonly take: () => string;
}

const restOf = (tex: string): Rest => {
  const all = tex.match(tokens) ?? [];
  let at = 0;
  return {
    peek: () => all[at],
    take: () => {
      const token = all[at++];
      if (token === undefined) throw new SyntaxError(`mathml: the formula must be complete, got ${tex}`);
      return token;
    },
  };
};

/**
 * A formula as MathML, from the part of TeX that our own formulas use: symbols, numbers, `^` and `_`, `\frac`, `\left` with
 * `\right`, `\mathbb` and `aligned`. A library for all of TeX would be an eighth of the package.
 *
 * @throws SyntaxError where a command is not known, or something is not closed
 */
export const mathml = (tex: string, display: 'inline' | 'block'): string => {
  const rest = restOf(tex);
  const body = row(rest, []);
  if (rest.peek() !== undefined) throw new SyntaxError(`mathml: ${rest.peek()} must be opened, got ${tex}`);
  return `<math${display === 'block' ? ' display="block"' : ''}>${body}</math>`;
};

/** What comes before one of some tokens, as one row. */
const row = (rest: Rest, ends: readonly string[]): string => {
  const parts: string[] = [];
  for (let next = rest.peek(); next !== undefined && !ends.includes(next); next = rest.peek())
    parts.push(scripted(rest));
  return `<mrow>${parts.join('')}</mrow>`;
};

/** An atom with what stands above it or below it. */
const scripted = (rest: Rest): string => {
  const base = atom(rest);
  const mark = rest.peek();
  if (mark !== '^' && mark !== '_') return base;
  rest.take();
  const element = mark === '^' ? 'msup' : 'msub';
  return `<${element}>${base}${atom(rest)}</${element}>`;
};

/** What stands around something, and as high as it. */
const fence = (rest: Rest): string => atom(rest).replace(' stretchy="false"', '');

/** Characters that are written otherwise. */
const operators: Readonly<Record<string, string>> = { '-': '−', '<': '&lt;', '>': '&gt;' };

const atom = (rest: Rest): string => {
  const token = rest.take();
  if (token === '{') return closed(rest, row(rest, ['}']), '}');
  if (/^\d/.test(token)) return `<mn>${token}</mn>`;
  if (/^\p{L}$/u.test(token)) return `<mi>${token}</mi>`;
  if (token.startsWith('\\')) return command(token.slice(1), rest);
  if (token === '*') return '<mo lspace="0" rspace="0">*</mo>';
  if (/^[=+\-/(),[\]|<>]$/.test(token))
    return `<mo${/[()[\]|]/.test(token) ? ' stretchy="false"' : ''}>${operators[token] ?? token}</mo>`;
  throw new SyntaxError(`mathml: ${token} must not stand there`);
};

const closed = (rest: Rest, inside: string, end: string): string => {
  if (rest.take() !== end) throw new SyntaxError(`mathml: ${end} must close what was opened`);
  return inside;
};

const command = (name: string, rest: Rest): string => {
  const symbol = Object.hasOwn(symbols, name) ? symbols[name] : undefined;
  if (symbol !== undefined) return symbol;
  switch (name) {
    case 'frac':
    case 'tfrac':
      return `<mfrac>${atom(rest)}${atom(rest)}</mfrac>`;
    case 'mathrm': {
      const word = braced(rest);
      if (!/^\p{L}+$/u.test(word)) throw new SyntaxError(`mathml: \\mathrm must hold a word, got ${word}`);
      return `<mtext>${word}</mtext>`;
    }
    case 'mathbb':
      return closed(rest, `<mi>${rest.take() && rest.take() === 'R' ? 'ℝ' : ''}</mi>`, '}');
    case 'left': {
      const open = fence(rest);
      const inside = closed(rest, row(rest, ['\\right']), '\\right');
      return `<mrow>${open}${inside}${fence(rest)}</mrow>`;
    }
    case 'begin':
      return array(rest);
    default:
      throw new SyntaxError(`mathml: the command must be known, got \\${name}`);
  }
};

/** The lines of `aligned`, aligned at their `&`; the rows of a `pmatrix`, in parentheses. */
const array = (rest: Rest): string => {
  const name = braced(rest);
  const isMatrix = name === 'pmatrix';
  const lines: string[] = [];
  for (let end = ''; end !== '\\end'; end = rest.take()) {
    const cells = [row(rest, ['&', '\\\\', '\\end'])];
    while (rest.peek() === '&') cells.push(rest.take() && row(rest, ['&', '\\\\', '\\end']));
    const style = (i: number): string =>
      isMatrix ? '' : ` style="text-align:${i === 0 ? 'right' : 'left;padding-left:0'}"`;
    lines.push(`<mtr>${cells.map((cell, i) => `<mtd${style(i)}>${cell}</mtd>`).join('')}</mtr>`);
  }
  if (braced(rest) !== name) throw new SyntaxError(`mathml: \\end must close ${name}`);
  const table = `<mtable${isMatrix ? '' : ' displaystyle="true"'}>${lines.join('')}</mtable>`;
  return isMatrix ? `<mrow><mo>(</mo>${table}<mo>)</mo></mrow>` : table;
};

/** The word in braces that comes next. */
const braced = (rest: Rest): string => {
  let word = '';
  rest.take();
  for (let token = rest.take(); token !== '}'; token = rest.take()) word += token;
  return word;
};
