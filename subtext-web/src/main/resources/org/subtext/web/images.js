// Images of a run: an overview of small pictures, and one case under one setting beside the unchanged image.
// Every array comes from the server as the network saw it; what is drawn here is a window of grey values on it.

import { actions } from './explorer.js';

const live = document.getElementById('live');
const help = document.getElementById('help');
const quiet = matchMedia('(prefers-reduced-motion: reduce)');

function say(words) {
  live.textContent = words;
}

function isField(element) {
  return element.matches('input:not([type=checkbox]), textarea, select') || element.isContentEditable;
}

/** Single keys are this page's, unless they were switched off, or a field or the help has them. */
function hasKeys(event) {
  return !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing && !help.open
    && localStorage.getItem('subtext-single-keys') !== 'off' && !isField(document.activeElement);
}

/** Marks by their words and size: drawing text takes longer than all else that a picture needs. */
const marks = new Map();

function marked(words, width, height) {
  const key = width + ' ' + height + ' ' + words;
  let made = marks.get(key);
  if (!made) {
    made = new OffscreenCanvas(width, height);
    const context = made.getContext('2d');
    context.font = '13px sans-serif';
    context.translate(width / 2, height / 2);
    context.rotate(-Math.PI / 8);
    const step = context.measureText(words).width + 40;
    for (let y = -height; y < height; y += 90) {
      for (let x = -width - (y % 180 ? step / 2 : 0); x < width; x += step) {
        context.strokeStyle = '#000000';
        context.lineWidth = 2;
        context.strokeText(words, x, y);
        context.fillStyle = '#ffffff';
        context.fillText(words, x, y);
      }
    }
    if (marks.size > 4) {
      marks.clear();
    }
    marks.set(key, made);
  }
  return made;
}

/** Who looks, when, and that this is no diagnosis: over every picture. */
function mark(context, words, width, height) {
  context.globalAlpha = 0.55;
  context.drawImage(marked(words, width, height), 0, 0);
  context.globalAlpha = 1;
}

// ---------------------------------------------------------------- one case

class Picture {
  constructor(values, side, channels) {
    this.values = values;
    this.side = side;
    this.channels = channels;
    let low = Infinity;
    let high = -Infinity;
    for (const value of values) {
      low = value < low ? value : low;
      high = value > high ? value : high;
    }
    this.low = low;
    this.high = high;
  }

  /**
   * Draws it into a square of a canvas, black beside it, in a window of values: level − width / 2 is black,
   * level + width / 2 white. Only the pixels of the canvas are computed, each from the value under its middle: an image
   * of four million values costs no more than one that just fills the canvas.
   */
  paint(context, left, top, size, level, width, inverted) {
    const canvas = context.canvas;
    this.pixels ??= context.createImageData(canvas.width, canvas.height);
    const words = new Uint32Array(this.pixels.data.buffer);
    const { values, side } = this;
    const under = (at, start) => Math.floor((at + 0.5 - start) / size * side);
    const isIn = place => place >= 0 && place < side;
    const columns = Int32Array.from({ length: canvas.width }, (_, x) => under(x, left));
    const first = columns.findIndex(isIn);
    const end = columns.findLastIndex(isIn) + 1;
    const from = level - width / 2;
    const scale = 255 / width;
    const flip = inverted ? 255 : 0;
    const one = at => {
      const v = (values[at] - from) * scale;
      return (v <= 0 ? 0 : v >= 255 ? 255 : v + 0.5 | 0) ^ flip;
    };
    const n = side * side;
    const isGrey = this.channels === 1;
    words.fill(0xff000000);
    for (let y = 0; y < canvas.height; y++) {
      const place = under(y, top);
      const row = place * side;
      const line = y * canvas.width;
      for (let x = first; isIn(place) && x >= 0 && x < end; x++) {
        const at = row + columns[x];
        const red = one(at);
        words[line + x] = 0xff000000 | (isGrey ? red * 0x10101 : one(2 * n + at) << 16 | one(n + at) << 8 | red);
      }
    }
    context.putImageData(this.pixels, 0, 0);
  }
}

/** A map from 0 to its greatest value: clear, then red, then yellow; lightness rises with the value. */
function heat(map) {
  const canvas = new OffscreenCanvas(map.side, map.side);
  const pixels = new ImageData(map.side, map.side);
  map.values.forEach((value, i) => {
    const share = map.high > 0 ? Math.max(0, value) / map.high : 0;
    const colour = 0.3 + 0.55 * share;
    pixels.data.set([255 * Math.min(1, 2 * colour), 255 * Math.max(0, Math.min(1, 2 * colour - 0.5)), 0, 255 * Math.sqrt(share)], 4 * i);
  });
  canvas.getContext('2d').putImageData(pixels, 0, 0);
  return canvas;
}

/** Over a map that is no evidence. */
function hatch(context, width, height) {
  context.save();
  context.strokeStyle = '#ffffff';
  context.lineWidth = 3;
  context.beginPath();
  for (let x = -height; x < width; x += 14) {
    context.moveTo(x, height);
    context.lineTo(x + height, 0);
  }
  context.stroke();
  context.font = 'bold 18px sans-serif';
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, 28);
  context.fillStyle = '#000000';
  context.fillText('Checks FAILED: no evidence', 8, 20);
  context.restore();
}

async function fetched(address) {
  const answer = await fetch(address, { cache: 'no-store' });
  if (!answer.ok) {
    throw new Error('HTTP ' + answer.status);
  }
  const bytes = await answer.arrayBuffer();
  return {
    picture: new Picture(new Float32Array(bytes), Number(answer.headers.get('X-Side')), Number(answer.headers.get('X-Channels'))),
    hash: answer.headers.get('X-Sha-256'),
    patients: answer.headers.get('X-Patients'),
    bytes,
  };
}

function viewer(root) {
  const panes = [...root.querySelectorAll('canvas[data-array]')];
  const pictures = new Map();
  const maps = new Map();
  const at = id => document.getElementById(id);
  const view = { level: 0.5, width: 1, inverted: false, zoom: 1, x: 0, y: 0 };
  let flickers = false;
  let shows = false;
  let windowing = false;

  const hash = new URLSearchParams(location.hash.slice(1));
  if (hash.has('view')) {
    const [level, width, inverted, zoom, x, y] = hash.get('view').split(',').map(Number);
    if ([level, width, inverted, zoom, x, y].every(Number.isFinite) && width > 0 && zoom > 0) {
      Object.assign(view, { level, width, inverted: inverted === 1, zoom, x, y });
    }
  }

  const short = value => String(Math.round(value * 1e4) / 1e4);

  function fill() {
    at('level').value = short(view.level);
    at('width').value = short(view.width);
    at('invert').checked = view.inverted;
  }

  let unkept = 0;
  /** The state is in the address, and goes along to neighbours and settings: once the hand rests, or leads elsewhere. */
  function keep() {
    clearTimeout(unkept);
    unkept = 0;
    const state = 'view=' + [view.level, view.width, view.inverted ? 1 : 0, view.zoom, view.x, view.y].map(Number).map(short);
    history.replaceState(null, '', location.pathname + location.search + '#' + state);
    for (const link of document.querySelectorAll('a.stop, #previous, #next')) {
      link.hash = state;
    }
  }
  for (const kind of ['click', 'keydown', 'pagehide']) {
    window.addEventListener(kind, () => unkept && keep(), true);
  }

  function draw() {
    for (const pane of panes) {
      const shown = flickers && pane.id === 'changed' && shows ? pictures.get('original') : pictures.get(pane.id);
      if (!shown) {
        continue;
      }
      const context = pane.getContext('2d');
      const size = pane.width * view.zoom;
      const left = (pane.width - size) / 2 + view.x * pane.width;
      const top = (pane.height - size) / 2 + view.y * pane.height;
      shown.paint(context, left, top, size, view.level, view.width, view.inverted);
      const map = maps.get(pane.id);
      const box = at('saliency');
      if (map && !box.hidden) {
        context.globalAlpha = Number(at('opacity').value);
        context.imageSmoothingEnabled = true;
        context.drawImage(map, left, top, size, size);
        context.globalAlpha = 1;
        if (box.dataset.sanity === 'failed') {
          hatch(context, pane.width, pane.height);
        }
      }
      mark(context, root.dataset.mark, pane.width, pane.height);
    }
  }

  let due = 0;
  function change(values) {
    Object.assign(view, values);
    view.zoom = Math.min(32, Math.max(0.25, view.zoom));
    view.width = Math.max(1e-4, view.width);
    if (!due) {
      due = requestAnimationFrame(() => {
        due = 0;
        draw();
        fill();
        clearTimeout(unkept);
        unkept = setTimeout(keep, 120);
      });
    }
  }

  function between(low, high) {
    change({ level: (low + high) / 2, width: Math.max(1e-4, high - low) });
  }

  function preset(number) {
    const original = pictures.get('original');
    const changed = pictures.get('changed') ?? original;
    const all = [
      () => between(0, 1),
      () => original && between(original.low, original.high),
      () => changed && between(changed.low, changed.high),
      () => between(0, 0.5),
      () => between(0.5, 1),
      () => between(0.25, 0.75),
      () => between(0, 0.25),
      () => between(0.75, 1),
      () => between(-0.5, 0.5),
    ];
    all[number - 1]();
    at('window').value = String(number);
    say('Window ' + at('window').selectedOptions[0].textContent);
  }

  let clock = 0;
  function flicker(on) {
    flickers = on;
    shows = on;
    at('flicker').setAttribute('aria-pressed', String(on));
    clearInterval(clock);
    if (on && !quiet.matches) {
      clock = setInterval(() => {
        shows = !shows;
        draw();
      }, 400);
    }
    say(on ? quiet.matches ? 'The right pane shows the unchanged image' : 'The right pane changes between both'
      : 'The right pane shows the image as tested');
    draw();
  }

  const pan = (x, y) => change({ x: view.x + x, y: view.y + y });
  const follow = id => {
    const link = at(id);
    if (link) {
      link.click();
    } else {
      say(id === 'weaker' ? 'There is no weaker setting that was tested'
        : id === 'stronger' ? 'There is no stronger setting that was tested' : 'There is no further case');
    }
  };
  /** The next case; within the charts the next chart, as on every page. */
  const beside = (id, otherwise) => () => (document.activeElement.closest('.exhibit') ? otherwise() : follow(id));
  const reset = () => {
    change({ level: 0.5, width: 1, inverted: false, zoom: 1, x: 0, y: 0 });
    at('window').value = '1';
    say('Reset');
  };
  const acts = {
    smaller: () => change({ zoom: view.zoom / 1.25 }),
    larger: () => change({ zoom: view.zoom * 1.25 }),
    fit: () => change({ zoom: 1, x: 0, y: 0 }),
    left: () => pan(-0.1, 0),
    right: () => pan(0.1, 0),
    up: () => pan(0, -0.1),
    down: () => pan(0, 0.1),
    reset,
    flicker: () => flicker(!flickers),
    groups: () => means(root, at),
  };
  for (const [id, act] of Object.entries(acts)) {
    at(id)?.addEventListener('click', act);
  }
  at('invert').addEventListener('change', () => change({ inverted: at('invert').checked }));
  at('window').addEventListener('change', () => preset(Number(at('window').value)));
  for (const id of ['level', 'width']) {
    at(id).addEventListener('change', () => {
      const value = Number(at(id).value);
      if (Number.isFinite(value) && (id === 'level' || value > 0)) {
        change({ [id]: value });
      }
    });
  }

  const saliency = async () => {
    const box = at('saliency');
    box.hidden = !box.hidden;
    at('show-saliency').setAttribute('aria-expanded', String(!box.hidden));
    say(box.hidden ? 'Saliency hidden' : box.querySelector('p').textContent);
    if (!box.hidden && box.dataset.sanity) {
      for (const pane of panes.filter(one => !maps.has(one.id))) {
        try {
          maps.set(pane.id, heat((await fetched(pane.dataset.array.replace(/array$/, 'saliency'))).picture));
        } catch (problem) {
          say('No map can be shown (' + problem.message + ')');
        }
      }
    }
    draw();
  };
  at('show-saliency').addEventListener('click', saliency);
  at('opacity')?.addEventListener('input', () => draw());

  Object.assign(actions, {
    flicker: () => (at('flicker') ? flicker(!flickers) : say('There is nothing to change with: choose a setting first.')),
    weaker: () => follow('weaker'),
    stronger: () => follow('stronger'),
    saliency,
    groups: acts.groups,
    invert: () => change({ inverted: !view.inverted }),
    larger: acts.larger,
    smaller: acts.smaller,
    fit: acts.fit,
    reset,
    next: beside('next', actions.next),
    previous: beside('previous', actions.previous),
    windowing: () => {
      windowing = !windowing;
      say(windowing ? 'Arrows change the window: left and right its width, up and down its level' : 'Arrows move the image');
    },
  });
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  document.addEventListener('keydown', event => {
    if (!hasKeys(event)) {
      return;
    }
    const active = document.activeElement;
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    let does;
    if (digit && !event.shiftKey) {
      does = () => preset(Number(digit[1]));
    }
    if (arrows[event.code] && (panes.includes(active) || windowing && !active.closest('.exhibit'))) {
      const [x, y] = arrows[event.code];
      does = windowing ? () => change({ width: view.width * (1 + 0.1 * x), level: view.level - 0.02 * y }) : () => pan(0.05 * x, 0.05 * y);
    }
    if (does) {
      event.preventDefault();
      event.stopImmediatePropagation();
      does();
    }
  }, true);

  for (const pane of panes) {
    let held = null;
    pane.addEventListener('pointerdown', event => {
      held = [event.clientX, event.clientY, event.button === 2 || event.shiftKey];
      pane.setPointerCapture(event.pointerId);
    });
    pane.addEventListener('pointermove', event => {
      if (!held) {
        return;
      }
      const size = pane.getBoundingClientRect().width;
      const x = (event.clientX - held[0]) / size;
      const y = (event.clientY - held[1]) / size;
      held = [event.clientX, event.clientY, held[2]];
      if (held[2]) {
        change({ width: view.width * (1 + 2 * x), level: view.level + y });
      } else {
        pan(x, y);
      }
    });
    pane.addEventListener('pointerup', () => (held = null));
    pane.addEventListener('contextmenu', event => event.preventDefault());
    pane.addEventListener('wheel', event => {
      event.preventDefault();
      change({ zoom: view.zoom * (event.deltaY < 0 ? 1.1 : 1 / 1.1) });
    }, { passive: false });
    fetched(pane.dataset.array).then(async found => {
      pictures.set(pane.id, found.picture);
      at(pane.id + '-hash').textContent = found.hash;
      draw();
      pane.dataset.ready = 'true';
      const digest = await crypto.subtle.digest('SHA-256', found.bytes);
      const hex = [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
      at(pane.id + '-checked').textContent = hex === found.hash ? '(that of the array drawn here)' : '(NOT that of the array drawn here)';
      if (pane.id === 'changed' && (found.picture.low < -0.001 || found.picture.high > 1.001)) {
        say('Values leave the range from black to white; window 3 shows them all.');
      }
    }).catch(problem => {
      pane.closest('.pane').classList.add('failed');
      at(pane.id + '-hash').textContent = 'none: the image cannot be shown (' + problem.message + ')';
    });
  }
  fill();
  keep();
}

function means(root, at) {
  const box = at('means');
  box.hidden = !box.hidden;
  at('groups').setAttribute('aria-expanded', String(!box.hidden));
  const one = at('group-one');
  if (box.hidden || !one) {
    say(box.hidden ? 'Means hidden' : box.textContent);
    return;
  }
  const other = at('group-other');
  const paint = (id, picture, level, width) => {
    const canvas = at(id);
    const context = canvas.getContext('2d');
    picture.paint(context, 0, 0, canvas.width, level, width, false);
    mark(context, root.dataset.mark, canvas.width, canvas.height);
  };
  const show = async () => {
    say('Means are computed');
    try {
      const [first, second] = await Promise.all([fetched(root.dataset.means + one.value), fetched(root.dataset.means + other.value)]);
      const low = Math.min(first.picture.low, second.picture.low);
      const high = Math.max(first.picture.high, second.picture.high);
      const difference = new Picture(first.picture.values.map((value, i) => value - second.picture.values[i]), first.picture.side, first.picture.channels);
      const most = Math.max(1e-6, Math.abs(difference.low), Math.abs(difference.high));
      paint('mean-one', first.picture, (low + high) / 2, Math.max(1e-4, high - low));
      paint('mean-other', second.picture, (low + high) / 2, Math.max(1e-4, high - low));
      paint('mean-difference', difference, 0, 2 * most);
      at('mean-one-says').textContent = one.selectedOptions[0].textContent + ': ' + first.patients + ' patients';
      at('mean-other-says').textContent = other.selectedOptions[0].textContent + ': ' + second.patients + ' patients';
      at('mean-difference-says').textContent = 'First less second: grey is none, white more and black less, to ' + most.toFixed(3);
      say('Means are shown');
    } catch (problem) {
      say('Means cannot be shown (' + problem.message + ')');
    }
  };
  one.onchange = show;
  other.onchange = show;
  show();
}

// ---------------------------------------------------------------- overview

const SIDE = 64;
const CELL = 72;
const OF_A_SHEET = 64;
const MOST_SHEETS = 4;
const MOST_PAGES = 64;

/** Sheets of rows of pictures, made for what is in sight; each picture is drawn where its own id stands. */
function overview(root) {
  const { base, setting } = root.dataset;
  const count = Number(root.dataset.count);
  const channels = Number(root.dataset.channels);
  const columns = Math.max(1, Math.min(OF_A_SHEET, Math.floor(root.clientWidth / CELL)));
  const rows = Math.max(1, Math.floor(OF_A_SHEET / columns));
  const perSheet = columns * rows;
  const sheets = Math.ceil(count / perSheet);
  const height = rows * CELL;
  const space = document.createElement('div');
  space.className = 'space';
  space.style.height = Math.ceil(count / columns) * CELL + 'px';
  root.append(space);
  const shown = new Map();
  const lines = new Map();
  const cell = new ImageData(SIDE, SIDE);
  const words = new Uint32Array(cell.data.buffer);

  async function ids(sheet) {
    let known = lines.get(sheet);
    if (!known) {
      known = fetch(base + '/ids?from=' + sheet * perSheet + '&count=' + perSheet + '&setting=' + setting, { cache: 'no-store' })
        .then(answer => (answer.ok ? answer.text() : Promise.reject(new Error('HTTP ' + answer.status))))
        .then(text => text.split('\n').filter(line => line).map(line => line.split('\t')));
      known.catch(() => lines.delete(sheet));
      lines.set(sheet, known);
      if (lines.size > MOST_PAGES) {
        lines.delete(lines.keys().next().value);
      }
    }
    return known;
  }

  function drop(sheet) {
    const place = shown.get(sheet);
    place.stop.abort();
    place.element.remove();
    place.canvas.width = 0; // else its memory waits for a collection, and a scroll makes thousands
    shown.delete(sheet);
  }

  async function fill(sheet, place) {
    const cases = await ids(sheet);
    if (place.stop.signal.aborted) {
      return;
    }
    cases.forEach(([id, words], i) => {
      const link = document.createElement('a');
      link.href = base + '/' + id + '/' + setting;
      link.id = 'case-' + id;
      link.setAttribute('aria-label', 'Number ' + (sheet * perSheet + i + 1) + '. ' + words);
      link.title = words;
      link.style.left = (i % columns) * CELL + 'px';
      link.style.top = Math.floor(i / columns) * CELL + 'px';
      link.style.width = SIDE + 'px';
      link.style.height = SIDE + 'px';
      place.element.append(link);
    });
    const answer = await fetch(base + '/sheet?setting=' + setting + '&ids=' + cases.map(one => one[0]), { signal: place.stop.signal, cache: 'no-store' });
    if (!answer.ok) {
      throw new Error('HTTP ' + answer.status);
    }
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const context = place.canvas.getContext('2d');
    const length = 1 + SIDE * SIDE * channels;
    cases.forEach((one, i) => {
      const from = i * length + 1;
      const isThere = bytes[from - 1] === 1;
      for (let p = 0; p < SIDE * SIDE; p++) {
        const at = from + p * channels;
        const r = isThere ? bytes[at] : (p + (p / SIDE | 0)) % 12 < 6 ? 0xff : 0xb0;
        const g = isThere && channels === 3 ? bytes[at + 1] : r;
        const b = isThere && channels === 3 ? bytes[at + 2] : r;
        words[p] = 0xff000000 | b << 16 | g << 8 | r;
      }
      context.putImageData(cell, (i % columns) * CELL, Math.floor(i / columns) * CELL);
      if (!isThere) {
        document.getElementById('case-' + one[0])?.setAttribute('aria-label', 'Number ' + (sheet * perSheet + i + 1) + '. Not shown: its file or its kept pixels are others now');
      }
    });
    mark(context, root.dataset.mark, place.canvas.width, place.canvas.height);
    place.element.dataset.ready = 'true';
  }

  function show(sheet) {
    const element = document.createElement('div');
    element.className = 'sheet';
    element.style.top = sheet * height + 'px';
    const canvas = document.createElement('canvas');
    canvas.width = columns * CELL;
    canvas.height = Math.ceil(Math.min(perSheet, count - sheet * perSheet) / columns) * CELL;
    element.append(canvas);
    space.append(element);
    const place = { element, canvas, stop: new AbortController() };
    shown.set(sheet, place);
    fill(sheet, place).catch(problem => {
      if (problem.name !== 'AbortError' && shown.get(sheet) === place) {
        say('Pictures cannot be read (' + problem.message + ')');
      }
    });
  }

  /** What is in sight, and no sheet beside it: a scroll passes over thousands. */
  function look() {
    const first = Math.max(0, Math.floor(root.scrollTop / height));
    const last = Math.min(sheets - 1, Math.floor((root.scrollTop + root.clientHeight) / height));
    for (const sheet of [...shown.keys()]) {
      if ((sheet < first || sheet > last) && !shown.get(sheet).element.contains(document.activeElement)) {
        drop(sheet);
      }
    }
    for (let sheet = first; sheet <= Math.min(last, first + MOST_SHEETS - 1); sheet++) {
      if (!shown.has(sheet)) {
        show(sheet);
      }
    }
  }

  let waits = 0;
  root.addEventListener('scroll', () => {
    clearTimeout(waits);
    waits = setTimeout(look, 60);
  }, { passive: true });

  async function focus(number) {
    const at = Math.min(count - 1, Math.max(0, number));
    const sheet = Math.floor(at / perSheet);
    const top = sheet * height + Math.floor((at % perSheet) / columns) * CELL;
    if (top < root.scrollTop || top + CELL > root.scrollTop + root.clientHeight) {
      root.scrollTop = top - root.clientHeight / 3;
    }
    if (!shown.has(sheet)) {
      show(sheet);
    }
    const cases = await ids(sheet);
    await Promise.resolve();
    document.getElementById('case-' + cases[at % perSheet][0])?.focus({ preventScroll: true });
    current = at;
    look();
  }

  let current = -1;
  document.addEventListener('keydown', event => {
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, PageDown: perSheet, PageUp: -perSheet };
    const isHere = root.contains(document.activeElement);
    if (isHere && steps[event.code] && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      focus(current < 0 ? Math.floor(root.scrollTop / CELL) * columns : current + steps[event.code]);
      return;
    }
  }, true);
  Object.assign(actions, {
    next: () => focus(current + 1),
    previous: () => focus(current < 0 ? 0 : current - 1),
  });
  space.addEventListener('focusin', event => {
    const number = /^Number (\d+)\./.exec(event.target.getAttribute('aria-label') ?? '');
    current = number ? Number(number[1]) - 1 : current;
  });
  document.getElementById('go')?.addEventListener('change', event => focus(Number(event.target.value) - 1));
  look();
}

const one = document.getElementById('viewer');
if (one) {
  viewer(one);
}
const grid = document.getElementById('grid');
if (grid) {
  overview(grid);
}
