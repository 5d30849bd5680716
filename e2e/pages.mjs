// Every page that is checked: accessibility in all modes, no sideways scroll, budget, nothing in the console.
// who: null (no account) or a name of DEMO in people.mjs; find(page, base) may walk to a page whose address is not known.

/** Bytes on the wire, everything included, on the first visit. */
export const BUDGET = { public: 45 * 1024, staff: 60 * 1024, script: 5 * 1024 };

export const GALLERY = ['/', '/find', '/goals', '/work', '/forms', '/states', '/goals?lang=es'];

export const PAGES = [];
