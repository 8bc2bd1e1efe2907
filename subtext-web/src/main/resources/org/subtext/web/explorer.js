// What keys do, the numbers of a chart one after the other, search, and where running audits stand.
// Pages are whole without it. No markup is made from text here: the page's policy forbids it (trusted types).

const SINGLE_KEYS = 'subtext-single-keys';
const live = document.getElementById('live');
const help = document.getElementById('help');

let sayNext = '';
let said = 0;

/** In the live region, at most one message a second: the latest. */
function say(words) {
  const due = said + 1000 - Date.now();
  const waits = sayNext !== '';
  sayNext = words;
  if (due <= 0) {
    live.textContent = sayNext;
    said = Date.now();
    sayNext = '';
  } else if (!waits) {
    setTimeout(() => {
      live.textContent = sayNext;
      said = Date.now();
      sayNext = '';
    }, due);
  }
}

function singleKeys() {
  return localStorage.getItem(SINGLE_KEYS) !== 'off';
}

function places() {
  const all = document.querySelectorAll('a.item, .exhibit');
  return [...all].filter(one => one.offsetParent !== null);
}

function step(by) {
  const all = places();
  if (all.length === 0) {
    return;
  }
  const focused = document.activeElement.closest('a.item, .exhibit');
  const at = all.indexOf(focused);
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by));
  all[next].focus();
  all[next].scrollIntoView({ block: 'center' });
}

/** The rows that hold a chart's numbers: of the table under it, or else of the table nearest to it on the page. */
function rowsOf(chart) {
  const figure = chart.closest('figure');
  const own = figure && figure.querySelector('details table');
  if (own) {
    return [...own.querySelectorAll('tbody tr')];
  }
  const tables = [...document.querySelectorAll('main .table.exhibit')].filter(one => !one.closest('details'));
  if (tables.length === 0) {
    return [];
  }
  const before = tables.filter(one => chart.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING);
  const table = before.length > 0 ? before[before.length - 1] : tables[0];
  return [...table.querySelectorAll('tbody tr')];
}

function words(row) {
  const heads = [...row.closest('table').querySelectorAll('thead th')].map(one => one.textContent);
  return [...row.children]
    .map((cell, i) => (i === 0 || !heads[i] ? cell.textContent : heads[i] + ' ' + cell.textContent))
    .filter(text => text.trim() !== '')
    .join('; ');
}

const cursors = new WeakMap();

function read(chart, by) {
  const rows = rowsOf(chart);
  if (rows.length === 0) {
    say('This chart has no table.');
    return;
  }
  const before = cursors.get(chart);
  const at = before === undefined ? 0 : Math.min(rows.length - 1, Math.max(0, before + by));
  cursors.set(chart, at);
  rows.forEach((row, i) => row.classList.toggle('cursor', i === at));
  say((at + 1) + ' of ' + rows.length + ': ' + words(rows[at]));
}

function toggleTable() {
  const chart = document.activeElement.closest('figure');
  const details = chart && chart.querySelector('details');
  if (details) {
    details.open = !details.open;
    say(details.open ? 'Table shown' : 'Table hidden');
    return;
  }
  const focused = document.activeElement.closest('.chart');
  const row = focused && rowsOf(focused)[0];
  if (row) {
    const table = row.closest('.exhibit');
    table.focus();
    table.scrollIntoView({ block: 'center' });
  } else {
    say('Choose a chart first: J and K lead from one to the next.');
  }
}

async function copyLink() {
  const place = document.activeElement.closest('.exhibit');
  const link = location.origin + location.pathname + location.search + (place ? '#' + place.id : '');
  try {
    await navigator.clipboard.writeText(link);
    say('Link copied');
  } catch {
    say('The browser does not let the link be copied. It is ' + link);
  }
}

function search() {
  const field = document.getElementById('search');
  if (field) {
    field.focus();
  } else {
    say('There is nothing to search on this page.');
  }
}

function back() {
  const up = document.body.dataset.up;
  if (up) {
    location.assign(up);
  }
}

const KEYS = {
  KeyJ: () => step(1),
  KeyK: () => step(-1),
  KeyT: toggleTable,
  KeyC: copyLink,
  Slash: event => (event.shiftKey ? help.showModal() : search()),
};

function isField(element) {
  return element.matches('input, textarea, select') || element.isContentEditable;
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey || help.open || event.isComposing) {
    return;
  }
  const at = document.activeElement;
  if (event.key === 'Escape') {
    if (isField(at)) {
      at.blur();
    } else {
      back();
    }
    return;
  }
  if (isField(at)) {
    return;
  }
  if (at.matches('.chart') && ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft'].includes(event.code)) {
    event.preventDefault();
    read(at, event.code === 'ArrowDown' || event.code === 'ArrowRight' ? 1 : -1);
    return;
  }
  const does = KEYS[event.code];
  if (does && singleKeys()) {
    event.preventDefault();
    does(event);
  }
});

document.getElementById('show-help').addEventListener('click', () => help.showModal());
const box = document.getElementById('single-keys');
box.checked = singleKeys();
box.addEventListener('change', () => localStorage.setItem(SINGLE_KEYS, box.checked ? 'on' : 'off'));

const field = document.getElementById('search');
if (field && document.querySelector('table.runs')) {
  const rows = [...document.querySelectorAll('table.runs tbody tr')];
  const find = () => {
    const wanted = field.value.trim().toLowerCase();
    let found = 0;
    for (const row of rows) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
      found += row.hidden ? 0 : 1;
    }
    const url = new URL(location.href);
    if (wanted) {
      url.searchParams.set('search', field.value.trim());
    } else {
      url.searchParams.delete('search');
    }
    history.replaceState(null, '', url);
    return found;
  };
  field.value = new URLSearchParams(location.search).get('search') ?? '';
  find();
  field.addEventListener('input', () => say(find() + ' of ' + rows.length + ' runs'));

  const feed = new EventSource('/progress');
  feed.addEventListener('standing', event => {
    const space = event.data.indexOf(' ');
    const run = event.data.slice(0, space);
    const standing = event.data.slice(space + 1);
    const row = rows.find(one => one.dataset.run === run);
    if (!row) {
      say('A run has begun. Read the page again to see it.');
      return;
    }
    const answer = row.querySelector('.answer');
    if (answer.textContent !== standing) {
      const wasRunning = answer.textContent.startsWith('Running');
      answer.textContent = standing;
      const isOver = wasRunning && !standing.startsWith('Running');
      say(row.querySelector('th').textContent + ': ' + standing + (isOver ? '. Read the page again to open it.' : ''));
    }
  });
}

if (location.hash) {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (place) {
    place.closest('details')?.setAttribute('open', '');
    place.focus();
    place.scrollIntoView({ block: 'center' });
  }
}
