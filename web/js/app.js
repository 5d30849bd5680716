// What script adds to pages that already work without it. Nothing here may be needed to reach a goal; the whole file
// stays under 5 KB. The strict policy of our pages allows HTML from text in one place only: the policy below, whose
// only user is the parser of our own answers.
const policy = window.trustedTypes
  ? trustedTypes.createPolicy('tandem', { createHTML: (text) => text })
  : { createHTML: (text) => text };
const one = (selector, from = document) => from.querySelector(selector);
const say = (text) => { const live = one('#live'); if (live) live.textContent = text; };

// 1. Swap: a GET form or link marked data-swap="ID" replaces only that part of the page, and the address with it.
// Anything unexpected falls back to the ordinary way.
let current = 0;
async function swap(url, id, push) {
  const turn = ++current;
  const old = document.getElementById(id);
  if (!old) return location.assign(url);
  old.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(url, { headers: { 'x-swap': id }, credentials: 'same-origin' });
    const page = new DOMParser().parseFromString(policy.createHTML(await answer.text()), 'text/html');
    const fresh = page.getElementById(id);
    if (turn !== current) return; // a later request has overtaken this one
    if (!answer.ok || !fresh) throw new Error('no such part');
    // Icons that the new part uses and this page has not got yet.
    for (const symbol of page.querySelectorAll('.sprite symbol')) {
      if (!document.getElementById(symbol.id)) one('.sprite').append(document.importNode(symbol, true));
    }
    old.replaceWith(document.importNode(fresh, true));
    document.title = page.title;
    if (push) history.pushState({ swap: id }, '', url);
    const heading = one('h1, h2', document.getElementById(id));
    say(heading ? heading.textContent : page.title);
  } catch {
    location.assign(url);
  }
}
history.replaceState({ ...history.state, first: true }, '');
addEventListener('popstate', (event) => {
  const part = one('[data-swap]');
  if (event.state && part) swap(location.href, event.state.swap || part.dataset.swap, false);
});

// 2. Forms: ask before what cannot be undone, and never send the same form twice.
document.addEventListener('submit', (event) => {
  const form = event.target, button = event.submitter;
  const question = (button && button.dataset.confirm) || form.dataset.confirm;
  if (question && !confirm(question)) return event.preventDefault();
  // By attribute: a field named "method" or "action" would stand in for the property.
  if (form.getAttribute('method') !== 'post') {
    if (!form.dataset.swap) return;
    event.preventDefault();
    const url = new URL(form.getAttribute('action') || '', location.href);
    const fields = [...new FormData(form, button)].filter(([, value]) => value !== '');
    url.search = new URLSearchParams(fields);
    return swap(url.href, form.dataset.swap, true);
  }
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = '1';
  if (button) button.setAttribute('aria-disabled', 'true');
});
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll('[aria-disabled]')) button.removeAttribute('aria-disabled');
  }
});

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-swap]');
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    swap(link.href, link.dataset.swap, true);
  }
  // An open menu closes when the person goes on elsewhere.
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// 3. Keys. Escape closes a menu. On a work list (data-keys) that holds the focus, or when nothing does: j and k go
// down and up, o opens; data-key="x" on a link or button of the page is pressed with that letter. A person who is
// disturbed by them turns them off under Display (data-keys="off" on the page).
const rows = () => [...document.querySelectorAll('[data-keys] [data-row]')];
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    const menu = one('details.menu[open]');
    if (menu) { menu.open = false; one('summary', menu).focus(); }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || document.documentElement.dataset.keys === 'off') return;
  const at = document.activeElement;
  if (at.closest('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]')) return;
  const free = at === document.body || at.id === 'main';
  const list = rows();
  const here = list.findIndex((row) => row.contains(at));
  const focus = (row) => row && (one('[data-open]', row) || one('a, button', row)).focus();
  if (list.length && (free || here >= 0)) {
    if (event.key === 'j') return focus(list[Math.min(here + 1, list.length - 1)]);
    if (event.key === 'k') return focus(list[Math.max(here - 1, 0)]);
    if (event.key === 'o' && here >= 0) return (one('[data-open]', list[here]) || one('a', list[here])).click();
  }
  if (!/^[a-z?]$/.test(event.key) || !(free || at.closest('main'))) return;
  const wanted = `[data-key="${event.key}"]`;
  const target = (here >= 0 && one(wanted, list[here])) || one(wanted);
  if (target) { event.preventDefault(); target.click(); }
});

// 4. A signature by hand: lines in a small SVG, sent as points. The typed name beside it is what counts without it.
for (const pad of document.querySelectorAll('[data-draw]')) {
  const svg = one('svg', pad), field = one('input', pad), { width, height } = svg.viewBox.baseVal;
  let strokes = [], pen;
  const show = () => {
    one('path', pad).setAttribute('d', strokes.map((stroke) => `M${stroke[0]}L${stroke.join('L')}`).join(''));
    field.value = strokes.map((stroke) => stroke.join(' ')).join(';');
  };
  const at = (on, most, size) => Math.max(0, Math.min(most, Math.round(on * most / size)));
  const add = (event) => {
    const box = svg.getBoundingClientRect();
    const point = `${at(event.clientX - box.x, width, box.width)},${at(event.clientY - box.y, height, box.height)}`;
    if (pen.at(-1) !== point && strokes.flat().length < 4000) pen.push(point);
    show();
  };
  svg.onpointerdown = (event) => {
    if (strokes.length > 99 || strokes.flat().length > 3999) return;
    event.preventDefault();
    svg.setPointerCapture(event.pointerId);
    strokes.push(pen = []);
    add(event);
  };
  svg.onpointermove = (event) => pen && add(event);
  svg.onpointerup = svg.onpointercancel = () => { pen = 0; };
  one('button', pad).onclick = () => { strokes = []; show(); };
  pad.hidden = false;
}

// 5. After an error the focus goes to the list of errors, so that it is read first.
const errors = one('[data-focus]');
if (errors) errors.focus();
