// A list of tests; the last line counts them.
import assert from 'node:assert/strict';

export { assert };

/** How many tests that only look run at a time: a browser waits a lot. */
const AT_ONCE = Number(process.env.E2E_AT_ONCE ?? 2);

/**
 * Collects tests: `const { test, look, skip, run } = suite(filter)`. Tests made with `look` change nothing and run beside
 * each other, those made with `test` follow one after the other. What cannot run says why.
 */
export function suite(only) {
  const tests = [];
  const add = (entry) => { if (!only || entry.name.includes(only)) tests.push(entry); };
  const test = (name, body) => add({ name, body });
  const look = (name, body) => add({ name, body, beside: true });
  const skip = (name, why) => add({ name, skipped: why });
  const count = { passed: 0, failed: 0, skipped: 0 };
  const one = async ({ name, body, skipped }) => {
    if (skipped) { count.skipped += 1; console.log(`skip  ${name}: ${skipped}`); return; }
    const began = Date.now();
    try {
      await body();
      count.passed += 1;
      console.log(`ok    ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    } catch (error) {
      count.failed += 1;
      console.log(`FAIL  ${name}\n      ${(error.code === 'ERR_ASSERTION' ? error.message : error.stack).split('\n').join('\n      ')}`);
    }
  };
  const run = async () => {
    const beside = tests.filter((t) => t.beside);
    const worker = async () => { for (let next = beside.shift(); next; next = beside.shift()) await one(next); };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    for (const entry of tests.filter((t) => !t.beside)) await one(entry);
    console.log(`${count.passed} passed, ${count.failed} failed${count.skipped ? `, ${count.skipped} skipped` : ''}`);
    return count.failed === 0 && count.passed > 0;
  };
  return { test, look, skip, run };
}
