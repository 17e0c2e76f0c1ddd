/** The figures of a step that the page shows, in the order in which it stores them. */
export const placeFields = [
  'step',
  'kind',
  'angle',
  'condition',
  'delta',
  'gradient',
  'gain',
  'relative',
  'loss',
  'lost',
  'rate',
] as const;

/** What the page of a recorded run adds: the slider moves the cursors of the curves, the drawing and the figures of a step. */
export const traceScript = `
const slider = document.getElementById('trace-step');
if (slider) {
  const names = ${JSON.stringify(placeFields)};
  const points = JSON.parse(document.getElementById('trace-points').dataset.points);
  const part = (name) => document.querySelector('[data-part="' + name + '"]');
  const set = (element, values) => { for (const [name, value] of Object.entries(values)) element?.setAttribute(name, value); };
  const show = () => {
    const [at, psi, effective, texts] = points[Number(slider.value)];
    const fields = Object.fromEntries(texts.split('|').map((text, i) => [names[i], text]));
    slider.setAttribute('aria-valuetext', 'step ' + fields.step);
    for (const item of all('[data-field]')) item.textContent = fields[item.dataset.field] ?? '–';
    const known = psi !== null;
    for (const item of all('[data-part="angle"]')) item.style.display = known ? '' : 'none';
    if (known) {
      const [x, y] = [Math.cos(psi), -Math.sin(psi)];
      for (const item of all('[data-part="y"]')) set(item, { transform: 'rotate(' + -psi * 180 / Math.PI + ')' });
      set(part('uphill'), { transform: 'rotate(' + -psi * 180 / Math.PI + ')' });
      set(part('arc'), { d: 'M.32 0A.32 .32 0 0 0 ' + .32 * x + ' ' + .32 * y });
      for (const item of all('[data-part="y-name"]')) set(item, { x: 1.14 * Math.cos(psi + .06), y: -1.14 * Math.sin(psi + .06) + .05 });
    }
    const metric = known && psi < Math.PI / 2 && effective;
    for (const item of all('[data-part="ball"]')) item.style.display = metric ? '' : 'none';
    for (const item of all('[data-part="no-ball"]')) item.style.display = metric ? 'none' : '';
    if (metric) {
      const short = Math.cos(psi) / (1 + Math.sin(psi));
      const axis = psi / 2 - Math.PI / 4;
      const reach = 1 / Math.hypot(Math.cos(axis), Math.sin(axis) / short);
      set(part('ellipse'), { ry: short, transform: 'rotate(' + -axis * 180 / Math.PI + ')' });
      set(part('tangent'), { transform: 'translate(' + reach + ' 0) rotate(' + -psi * 180 / Math.PI + ')' });
      set(part('reach-name'), { x: reach + .12 });
      set(part('reach'), { transform: 'scale(' + reach + ')' });
    }
    for (const line of all('.cursor line')) {
      const svg = line.closest('svg').viewBox.baseVal;
      const x = 52 + (svg.width - 70) * at;
      set(line, { x1: x, x2: x });
    }
  };
  slider.addEventListener('input', show);
  show();
}
`;
