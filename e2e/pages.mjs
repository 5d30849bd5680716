// Every page that is checked: accessible in all modes, no sideways scroll, within its budget, nothing in the console.
//   path    where it is; or walk(page, base), which goes to a page whose address is not known beforehand
//   who     the role of the demo's account that looks at it; without it nobody is signed in
//   status  what it answers, when that is not 200
//   quick   looked at in four modes instead of ten: made of parts that other pages show in all of them

/** Bytes on the wire, everything included, on the first visit. */
export const BUDGET = { public: 45 * 1024, staff: 60 * 1024, script: 5 * 1024 };

/** Pages of the gallery of parts. */
export const GALLERY = ['/', '/find', '/goals', '/work', '/forms', '/states', '/goals?lang=es'];

/** Goes to `path` and follows the first link that fits, and from there the next. */
const first = (path, ...selectors) => async (page, base) => {
  await page.goto(base + path);
  for (const selector of selectors) {
    const href = await page.locator(selector).first().getAttribute('href', { timeout: 5000 });
    await page.goto(new URL(href, base).href);
  }
};
const PERSON = 'main table a[href^="/people/"]';

const everyone = [
  { path: '/' },
  { path: '/find' },
  { name: 'results', path: '/find?need=food' },
  { name: 'results on the map', path: '/find?need=food&view=map' },
  { name: 'nothing found', path: '/find?q=zzzzqqq' },
  { name: 'a place', walk: first('/find?need=food', 'main h3 a') },
  { path: '/menu' },
  { path: '/privacy' },
  { path: '/display' },
  { path: '/partners' },
  { path: '/track' },
  { path: '/sign-in' },
  { path: '/recover' },
  { name: 'not found', path: '/no-such-page', status: 404 },
  { name: 'sent to sign in', path: '/people' },
];

const staff = [
  { who: 'navigator', path: '/today' },
  { who: 'navigator', path: '/people' },
  { who: 'navigator', path: '/people/new' },
  { who: 'navigator', name: 'a person', walk: first('/people', 'main a[href^="/people/0"], main a[href^="/people/"]:not([href$="/new"])') },
  { who: 'navigator', quick: true, name: 'consent', walk: first('/people', PERSON, 'main a[href$="/consent"]') },
  { who: 'navigator', quick: true, name: 'a screening', walk: first('/people', PERSON, 'main a[href^="/screenings/"]') },
  { who: 'navigator', quick: true, name: 'choose help', walk: first('/people', PERSON, 'main a[href$="/help"]') },
  { who: 'navigator', quick: true, name: 'a referral', walk: first('/today', 'main h3 a') },
  { who: 'navigator', quick: true, path: '/inbox' },
  { who: 'navigator', quick: true, path: '/offers' },
  { who: 'navigator', quick: true, path: '/our-month' },
  { who: 'navigator', path: '/gaps' },
  { who: 'navigator', path: '/health' },
  { who: 'navigator', path: '/account' },
  { who: 'responder', path: '/capacity' },
  { who: 'responder', path: '/listing' },
  { who: 'responder', name: 'a listing', walk: first('/listing', 'main a[href^="/listing/"]') },
  { who: 'responder', path: '/inbox' },
  { who: 'advocate', path: '/vault' },
  { who: 'coordinator', path: '/health' },
  { who: 'coordinator', path: '/gaps' },
  { who: 'coordinator', name: 'a gap', walk: first('/gaps', 'main a[href^="/gaps/"]') },
  { who: 'privacy officer', path: '/audit' },
  { who: 'administrator', path: '/settings/people' },
  { who: 'administrator', path: '/settings/organizations' },
  { who: 'administrator', path: '/settings/instruments' },
  { who: 'administrator', path: '/settings/partnership' },
  { who: 'navigator', name: 'no permission', path: '/audit', status: 403 },
];

export const PAGES = [...everyone, { path: '/demo/outbox' }, ...staff];
