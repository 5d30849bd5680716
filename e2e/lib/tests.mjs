// A list of tests, run one after the other; the last line counts them.
import assert from 'node:assert/strict';

export { assert };

/** Collects tests: `const { test, skip, run } = suite(filter)`. What cannot run says why. */
export function suite(only) {
  const tests = [];
  const test = (name, body) => { if (!only || name.includes(only)) tests.push({ name, body }); };
  const skip = (name, why) => { if (!only || name.includes(only)) tests.push({ name, skipped: why }); };
  const run = async () => {
    let passed = 0, failed = 0, skipped = 0;
    for (const { name, body, skipped: why } of tests) {
      if (why) { skipped += 1; console.log(`skip  ${name}: ${why}`); continue; }
      const began = Date.now();
      try {
        await body();
        passed += 1;
        console.log(`ok    ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
      } catch (error) {
        failed += 1;
        console.log(`FAIL  ${name}\n      ${(error.code === 'ERR_ASSERTION' ? error.message : error.stack).split('\n').join('\n      ')}`);
      }
    }
    console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
    return failed === 0 && passed > 0;
  };
  return { test, skip, run };
}
