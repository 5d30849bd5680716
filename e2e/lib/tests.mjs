// A list of tests, run one after the other; the last line counts them.
import assert from 'node:assert/strict';

export { assert };

/** Collects tests: `const { test, run } = suite(filter)`. */
export function suite(only) {
  const tests = [];
  const test = (name, body) => { if (!only || name.includes(only)) tests.push({ name, body }); };
  const run = async () => {
    let passed = 0, failed = 0;
    for (const { name, body } of tests) {
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
    console.log(`${passed} passed, ${failed} failed`);
    return failed === 0 && passed > 0;
  };
  return { test, run };
}
