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
exact.addEventListener('click', () => {
  const on = exact.getAttribute('aria-pressed') !== 'true';
  exact.setAttribute('aria-pressed', String(on));
  for (const item of all('data[value]')) {
    item.dataset.short ??= item.textContent;
    item.textContent = on ? item.value : item.dataset.short;
  }
});

addEventListener('pointerover', ({ target }) => {
  const item = target instanceof Element ? target.closest('data[value]') : null;
  if (item) item.title = item.value;
});

for (const table of all('table.sortable')) {
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
}

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
for (const button of all('button.copy')) {
  button.addEventListener('click', async () => {
    const done = await copyOut(button.parentElement.querySelector('code').textContent);
    button.textContent = done ? 'Copied' : 'Select it by hand';
    status.textContent = done ? 'Copied' : 'Copying is not allowed here';
    button.focus();
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });
}

const unfold = () => {
  let element = location.hash === '' ? null : document.getElementById(location.hash.slice(1));
  const inner = element?.querySelector('details');
  if (inner && element.classList.contains('rule')) inner.open = true;
  for (; element; element = element.parentElement) if (element.tagName === 'DETAILS') element.open = true;
};
addEventListener('hashchange', unfold);
unfold();
let folded = [];
addEventListener('beforeprint', () => {
  folded = all('details:not([open])');
  for (const item of folded) item.open = true;
});
addEventListener('afterprint', () => { for (const item of folded) item.open = false; });
`;
