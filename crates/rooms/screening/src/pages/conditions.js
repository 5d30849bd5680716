// Questions with a condition (data-when) are hidden while it does not hold. The server decides the same on saving, so
// nothing depends on this file.
const form = document.querySelector('form[data-conditions]');
const answers = (name) => [...new FormData(form).getAll(name)].map(String).filter((v) => v.trim() !== '');
const compare = { '>': (a, b) => a > b, '<': (a, b) => a < b, '>=': (a, b) => a >= b, '<=': (a, b) => a <= b };
// A condition names its field (f), operator (o) and value (v); a hidden question counts as not answered.
const holds = ({ f, o, v }) => {
  const field = form.querySelector(`[name="${CSS.escape(f)}"]`);
  const given = field && field.closest('[data-when][hidden]') ? [] : answers(f);
  if (o === 'exists') return (given.length > 0) === v;
  if (o === '=') return given.includes(v);
  if (o === '!=') return !given.includes(v);
  const number = (text) => (text !== '' && !isNaN(text) ? Number(text) : text);
  return given.some((one) => compare[o](number(one), number(v)));
};
const update = () => {
  // Twice over the parts in order settles chains: a part may open or close a later one.
  for (let turn = 0; turn < 2; turn += 1) {
    for (const part of form.querySelectorAll('[data-when]')) {
      const conditions = JSON.parse(part.dataset.when);
      part.hidden = !(part.dataset.any ? conditions.some(holds) : conditions.every(holds));
    }
  }
};
if (form) {
  for (const hint of form.querySelectorAll('[data-when-hint]')) hint.hidden = true;
  form.addEventListener('input', update);
  update();
}
