// What keys do, the numbers of a chart one after the other, search, and where running audits stand.
// Pages are whole without it. No markup is made from text here: the page's policy forbids it (trusted types).

const SILENT = document.body.dataset.ended ??
  'The explorer does not answer: it was ended, or this page is older than 12 hours. What stands here is as it was. Nothing of a run is lost:'
  + ' what was done is kept, and an audit that was under way can be resumed. Start the explorer again and open its new link.';
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
  return [...all].filter(one => one.offsetParent !== null && !one.closest('details:not([open])'));
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

/** The table that holds a chart's numbers: the one under it, or the one that the server names. */
function tableOf(chart) {
  const own = chart.closest('figure')?.querySelector('details .table');
  return own ?? document.getElementById(chart.dataset.table ?? '');
}

function rowsOf(chart) {
  return [...(tableOf(chart)?.querySelectorAll('tbody tr') ?? [])];
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
  const figure = document.activeElement.closest('figure');
  const chart = document.activeElement.closest('.chart') ?? figure?.querySelector('.chart');
  const table = chart && tableOf(chart);
  if (!table) {
    say('Choose a chart first: ' + shown('next') + ' and ' + shown('previous') + ' lead from one to the next.');
    return;
  }
  const details = figure?.querySelector('details');
  if (details) {
    details.open = !details.open;
    say(details.open ? 'Table shown' : 'Table hidden');
    if (!details.open) {
      chart.focus();
    }
    return;
  }
  table.focus();
  table.scrollIntoView({ block: 'center' });
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

/** By action, as the rows of the help name them; another script of a page may add its own. */
export const actions = {
  next: () => step(1),
  previous: () => step(-1),
  table: toggleTable,
  copy: copyLink,
  search,
  help: () => help.showModal(),
};

/** Rows of the help that say which key does what, and what was chosen instead: the place of a key, and its letter. */
const keyRows = [...help.querySelectorAll('tr[data-action]')];

function chosen(row) {
  return JSON.parse(localStorage.getItem('subtext-key-' + row.dataset.action)) ?? { code: row.dataset.code, shown: row.dataset.shown };
}

function shown(action) {
  return chosen(keyRows.find(row => row.dataset.action === action)).shown;
}

function showKeys() {
  keyRows.forEach(row => (row.querySelector('kbd').textContent = chosen(row).shown));
}

function codeOf(event) {
  return (event.shiftKey ? 'Shift+' : '') + event.code;
}

/** By its place; a sign such as / or ? also by itself, since its place differs between layouts. */
function isFor(row, event) {
  const key = chosen(row);
  return codeOf(event) === key.code || (/^[^\p{L}\p{N}]$/u.test(event.key) && event.key === key.shown);
}

/** Waits for the key that is to do what a row says. */
let asking;

function ask(row) {
  asking = row;
  tellKey('Press a key for "' + row.children[1].textContent + '", or Esc to leave it.');
}

function tellKey(words) {
  document.getElementById('key-said').textContent = words;
}

function choose(event) {
  const row = asking;
  if (event.key === 'Shift') {
    return;
  }
  event.preventDefault();
  asking = undefined;
  if (event.key === 'Escape') {
    tellKey('Nothing was changed.');
    return;
  }
  if ([...event.key].length !== 1 || event.key === ' ') {
    tellKey('Only letters, digits and signs can be chosen. Nothing was changed.');
    return;
  }
  const taken = keyRows.find(other => other !== row && isFor(other, event));
  if (taken) {
    tellKey(event.key.toUpperCase() + ' is taken by "' + taken.children[1].textContent + '". Nothing was changed.');
    return;
  }
  localStorage.setItem(
    'subtext-key-' + row.dataset.action,
    JSON.stringify({ code: codeOf(event), shown: event.key.toUpperCase() }));
  showKeys();
  tellKey(shown(row.dataset.action) + ' does it now.');
}

keyRows.forEach(row => row.querySelector('.change').addEventListener('click', () => ask(row)));
help.addEventListener('keydown', event => asking && choose(event));
help.addEventListener('cancel', event => asking && event.preventDefault());
help.addEventListener('close', () => {
  asking = undefined;
  tellKey('');
});
document.getElementById('first-keys').addEventListener('click', () => {
  keyRows.forEach(row => localStorage.removeItem('subtext-key-' + row.dataset.action));
  showKeys();
  tellKey('Every key is as it was.');
});
showKeys();

function isField(element) {
  return element.matches('input:not([type=checkbox]), textarea, select') || element.isContentEditable;
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
  if (event.key === ' ' && at.matches('button, summary, a, input')) {
    return; // it presses what has the focus
  }
  const row = singleKeys() && keyRows.find(one => isFor(one, event));
  const does = row && actions[row.dataset.action];
  if (does) {
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
}

const server = document.getElementById('server');
const standings = [...document.querySelectorAll('[data-run]')];

/** What is being done, without how far it is: only that is said aloud each time that it changes. */
function doing(standing) {
  return standing.split(',')[0];
}

function tell(run, standing) {
  const place = standings.find(one => one.dataset.run === run);
  if (!place) {
    if (document.querySelector('table.runs')) {
      say('A run has begun. Read the page again to see it.');
    }
    return;
  }
  const words = place.querySelector('.standing');
  const before = words.textContent;
  if (before === standing) {
    return;
  }
  words.textContent = standing;
  if (doing(before) !== doing(standing)) {
    const isOver = before.startsWith('Running') && !standing.startsWith('Running');
    say(place.querySelector('th, .name').textContent + ': ' + standing + (isOver ? '. Read the page again to open it.' : ''));
  }
}

/** Once, however often it is found out. */
function serverSays(words) {
  if (server.textContent !== words) {
    server.textContent = words;
  }
}

/** A browser holds six connections to one server: only pages that follow runs keep one open, while they are seen. */
let feed;

function follow() {
  feed?.close();
  if (document.hidden) {
    return;
  }
  feed = new EventSource('/progress');
  feed.addEventListener('error', () => serverSays(SILENT));
  feed.addEventListener('open', () => serverSays(''));
  feed.addEventListener('standing', event => {
    const space = event.data.indexOf(' ');
    tell(event.data.slice(0, space), event.data.slice(space + 1));
  });
}

/** The others ask now and then, while they are looked at, whether the server is there. */
async function askWhetherItIsThere() {
  if (document.hidden) {
    return;
  }
  try {
    const answer = await fetch('/assets/icon.svg', { cache: 'no-store' });
    serverSays(answer.ok ? '' : SILENT);
  } catch {
    serverSays(SILENT);
  }
}

if (standings.length > 0) {
  follow();
  document.addEventListener('visibilitychange', follow);
} else if (location.protocol.startsWith('http')) {
  setInterval(askWhetherItIsThere, 5000);
  document.addEventListener('visibilitychange', askWhetherItIsThere);
}

if (location.hash) {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (place) {
    place.closest('details')?.setAttribute('open', '');
    place.focus();
    place.scrollIntoView({ block: 'center' });
  }
}
