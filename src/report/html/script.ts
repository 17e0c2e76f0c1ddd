/**
 * What the page does where scripts run: theme, exact numbers, sorting, copying, and unfolding for print and for links
 * into what is folded. Everything can be read without it.
 */
export const script = `
'use strict';
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const status = document.getElementById('status');

const theme = document.getElementById('theme');
const systemDark = matchMedia('(prefers-color-scheme: dark)');
const themes = ['system', 'light', 'dark'];
const store = (value) => { try { localStorage.setItem('natgrad-check-theme', value); } catch {} };
const stored = () => { try { return localStorage.getItem('natgrad-check-theme'); } catch { return null; } };
const show = (value) => {
  if (value === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = value;
  theme.textContent = 'Theme: ' + (value === 'system' ? 'auto' : value);
};
let current = themes.includes(stored()) ? stored() : 'system';
show(current);
theme.addEventListener('click', () => {
  const order = systemDark.matches ? ['system', 'light', 'dark'] : ['system', 'dark', 'light'];
  current = order[(order.indexOf(current) + 1) % 3];
  show(current);
  store(current);
});

const exact = document.getElementById('exact');
const showNumbers = (root) => {
  const on = exact.getAttribute('aria-pressed') === 'true';
  for (const item of all('data[value]', root)) {
    item.dataset.short ??= item.textContent;
    item.textContent = on ? item.value : item.dataset.short;
  }
};
exact.addEventListener('click', () => {
  exact.setAttribute('aria-pressed', String(exact.getAttribute('aria-pressed') !== 'true'));
  showNumbers(document);
});

addEventListener('pointerover', ({ target }) => {
  const item = target instanceof Element ? target.closest('data[value]') : null;
  if (item) item.title = item.value;
});

const sortable = (table) => {
  const headings = all('thead th', table);
  headings.forEach((heading, column) => {
    heading.firstChild.addEventListener('click', () => {
      const down = heading.getAttribute('aria-sort') === 'ascending' ||
        (heading.classList.contains('num') && !heading.hasAttribute('aria-sort'));
      for (const other of headings) other.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const keyed = [...table.tBodies[0].rows].map((row) => {
        const cell = row.cells[column];
        return { row, key: cell.dataset.sort ?? cell.textContent };
      });
      const compare = ({ key: a }, { key: b }) => {
        const [x, y] = [Number(a), Number(b)];
        if (a !== '' && b !== '' && !Number.isNaN(x) && !Number.isNaN(y)) return x - y;
        return a.localeCompare(b, 'en', { numeric: true });
      };
      keyed.sort((a, b) => (down ? compare(b, a) : compare(a, b)));
      table.tBodies[0].append(...keyed.map(({ row }) => row));
      status.textContent = 'Sorted by ' + heading.textContent + (down ? ', descending' : ', ascending');
    });
  });
};

const copyOut = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
};
addEventListener('click', async ({ target }) => {
  const button = target instanceof Element ? target.closest('button.copy') : null;
  if (!button) return;
  const done = await copyOut(button.parentElement.querySelector('code').textContent);
  button.textContent = done ? 'Copied' : 'Select it by hand';
  status.textContent = done ? 'Copied' : 'Copying is not allowed here';
  button.focus();
  setTimeout(() => { button.textContent = 'Copy'; }, 2000);
});

const keep = (name, type, text) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
};
const saveDrawing = (drawing) => {
  const copy = drawing.cloneNode(true);
  const style = getComputedStyle(drawing);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('color', style.color);
  const text = copy.outerHTML.replace(/var\\((--[a-z]+)\\)/g, (_, name) => style.getPropertyValue(name));
  keep('natgrad-check-plot.svg', 'image/svg+xml', text);
};

/** What a plot can be read at: the names of its values, and for each place x, y and the values. */
const readingsOf = (figure) => {
  const [names, ...rows] = figure.querySelector('template').content.textContent.split('\\n').map((line) => line.split('\\t'));
  return { names, rows };
};
/** A field of CSV; one that a spreadsheet would take for a formula is marked as text. */
const field = (text) => (Number.isNaN(Number(text)) ? '"' + text.replace(/^[=+@-]/, "'$&").replaceAll('"', '""') + '"' : text);
const saveReadings = (figure) => {
  const { names, rows } = readingsOf(figure);
  const lines = [names, ...rows.map((row) => row.slice(2))].map((line) => line.map(field).join(',') + '\\n');
  keep('natgrad-check-plot.csv', 'text/csv', lines.join(''));
};

const tip = document.createElement('div');
tip.className = 'tip';
tip.hidden = true;
document.body.append(tip);
const hideTip = () => { tip.hidden = true; };
addEventListener('scroll', hideTip, true);
addEventListener('keydown', ({ key }) => { if (key === 'Escape') hideTip(); });
const showTip = (drawing, { names, rows }, index) => {
  const [x, y, ...values] = rows[index];
  const short = (text) => (text !== '' && Number.isFinite(Number(text)) ? String(Number(Number(text).toPrecision(5))).replace('-', '−') : text);
  const at = new DOMPoint(Number(x), Number(y)).matrixTransform(drawing.getScreenCTM());
  tip.textContent = values.map((value, i) => names[i] + ' ' + short(value)).join(' · ');
  tip.hidden = false;
  const wide = document.documentElement.clientWidth - tip.offsetWidth - 8;
  tip.style.left = Math.max(4, Math.min(wide, at.x - tip.offsetWidth / 2)) + 'px';
  tip.style.top = (at.y < tip.offsetHeight + 16 ? at.y + 12 : at.y - tip.offsetHeight - 12) + 'px';
};
/** A plot says what is nearest to the pointer; from the keyboard, the arrows go from place to place. */
const readable = (figure, drawing) => {
  let read;
  let index = 0;
  const known = () => (read ??= readingsOf(figure));
  const nearest = ({ clientX, clientY }) => {
    const at = new DOMPoint(clientX, clientY).matrixTransform(drawing.getScreenCTM().inverse());
    const far = known().rows.map(([x, y]) => Math.hypot(x - at.x, y - at.y));
    index = far.indexOf(Math.min(...far));
    if (index >= 0) showTip(drawing, read, index);
  };
  drawing.addEventListener('pointermove', nearest);
  drawing.addEventListener('pointerdown', nearest);
  drawing.addEventListener('pointerleave', hideTip);
  drawing.addEventListener('blur', hideTip);
  drawing.tabIndex = 0;
  drawing.addEventListener('keydown', (event) => {
    const last = known().rows.length - 1;
    const next = { ArrowRight: index + !tip.hidden, ArrowLeft: index - 1, Home: 0, End: last }[event.key];
    if (!Number.isInteger(next) || last < 0) return;
    event.preventDefault();
    index = Math.max(0, Math.min(last, next));
    showTip(drawing, read, index);
    status.textContent = tip.textContent;
  });
};

/** What is done to all that is new on the page. */
const dress = (root) => {
  all('table.sortable', root).forEach(sortable);
  showNumbers(root);
  for (const figure of all('figure', root)) {
    const drawing = figure.querySelector('svg');
    if (!drawing) continue;
    const save = (kind, act) => {
      const button = document.createElement('button');
      button.className = 'save';
      button.textContent = kind;
      button.setAttribute('aria-label', 'Save this plot as ' + kind);
      button.addEventListener('click', act);
      figure.querySelector('figcaption').append(button);
    };
    save('SVG', () => saveDrawing(drawing));
    if (!figure.querySelector('template')) continue;
    save('CSV', () => saveReadings(figure));
    readable(figure, drawing);
  }
};
const render = (details) => {
  const held = [...details.children].find((child) => child.tagName === 'NOSCRIPT');
  if (!held) return;
  held.outerHTML = '<div>' + held.textContent + '</div>';
  dress(details);
  sift();
};
addEventListener('toggle', ({ target }) => { if (target.open) render(target); }, true);

const filter = document.getElementById('filter');
filter.hidden = !document.querySelector('section.rule, #claims');
const sift = () => {
  const words = filter.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const has = (text) => words.every((word) => text.replace(/<template>.*?<\\/template>|<[^>]*>/gs, ' ').toLowerCase().includes(word));
  for (const item of all('.glance tbody tr, .broken li, #claims tbody tr, .experiment')) item.hidden = !has(item.textContent);
  for (const rule of all('section.rule')) {
    const named = has(rule.querySelector('summary').textContent);
    rule.hidden = !named && !has(rule.textContent);
    for (const row of all('table.sortable tbody tr', rule)) row.hidden = !named && !has(row.textContent);
  }
};
filter.addEventListener('input', () => {
  sift();
  status.textContent = all('section.rule:not([hidden])').length + ' rules and ' + all('#claims tbody tr:not([hidden])').length + ' claims match';
});

const unfold = () => {
  const hash = location.hash.slice(1);
  if (hash === '') return;
  for (const held of all('details > noscript')) {
    if (held.textContent.includes('id="' + hash + '"')) render(held.parentElement);
  }
  let element = document.getElementById(hash);
  const inner = element?.querySelector('details');
  if (inner && element.classList.contains('rule')) inner.open = true;
  for (; element; element = element.parentElement) if (element.tagName === 'DETAILS') element.open = true;
};
addEventListener('hashchange', unfold);
dress(document);
unfold();
let folded = [];
addEventListener('beforeprint', () => {
  folded = all('details:not([open])');
  for (const item of folded) { item.open = true; render(item); }
});
addEventListener('afterprint', () => { for (const item of folded) item.open = false; });
`;
