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
/** Makes a link to what working together could mean for an organization. */
const shareValue = async (page, base) => {
  await first('/alliance?membership=listening', 'main table a[href^="/alliance/"]', 'main a[href$="/value"]')(page, base);
  await page.locator('main form[action$="/share"] button').click();
  await page.waitForURL(/\/share$/);
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
  { name: 'partners who help with food', path: '/partners?help=food' },
  { path: '/charter' },
  { quick: true, name: 'a charter on the table', walk: first('/charter', 'main li a[href^="/charter/"]') },
  { quick: true, name: 'what seats can do', walk: first('/charter', 'main a[href$="/power"]') },
  { path: '/workgroups' },
  { quick: true, name: 'a workgroup', walk: first('/workgroups', 'main a[href^="/workgroups/"]') },
  { path: '/decisions' },
  { path: '/polls' },
  { quick: true, name: 'a quick question', walk: first('/polls', 'main td a[href^="/polls/"], main a[href^="/polls/"]:not([href$="/new"])') },
  { who: 'navigator', quick: true, path: '/polls/new' },
  { quick: true, name: 'a decision', walk: first('/decisions', 'main a[href^="/decisions/"]') },
  { quick: true, name: 'a proposal', walk: first('/decisions', 'main a[href^="/proposals/"]:not([href$="/new"])') },
  { quick: true, path: '/proposals/new' },
  { path: '/power-balance' },
  { path: '/meetings' },
  { name: 'no meetings', path: '/meetings?body=00000000-0000-4000-8000-000000000000' },
  { name: 'minutes of a meeting', walk: first('/meetings', 'main h2:has-text("Past meetings") + ul h3 a') },
  { name: 'a meeting to come', walk: first('/meetings', 'main h2:has-text("Next meetings") + ul h3 a') },
  { path: '/agreements' },
  { path: '/commitments' },
  { name: 'a promise', walk: first('/commitments', 'main table a[href^="/commitments/"]') },
  { path: '/glossary' },
  { name: 'a word', walk: first('/glossary', 'main h2 a') },
  { name: 'an agreement', walk: first('/agreements', 'main table a[href^="/agreements/"]') },
  { path: '/track' },
  { path: '/say' },
  { path: '/gaps' },
  { name: 'an open vote', walk: first('/say', '[aria-labelledby=votes-say-open] h3 a') },
  { name: 'a result of a vote', walk: first('/say', '[aria-labelledby=votes-say-over] h3 a') },
  { path: '/conversations' },
  { name: 'an open conversation', walk: first('/conversations', '[aria-labelledby=conversations-open-now] h3 a') },
  { quick: true, name: 'my answers', walk: async (page, base) => {
    await first('/conversations', '[aria-labelledby=conversations-open-now] h3 a')(page, base);
    const here = page.url();
    await page.locator('#read button').first().click();
    await page.waitForURL(/#read$/);
    await page.goto(`${here}/answers`);
  } },
  { name: 'what came of a conversation', walk: first('/conversations', '[aria-labelledby=conversations-over-now] h3 a') },
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
  { who: 'navigator', quick: true, name: 'a timeline', walk: first('/people', PERSON, 'main a[href$="/timeline"]') },
  { who: 'navigator', quick: true, name: 'consent', walk: first('/people', PERSON, 'main a[href$="/consent"]') },
  { who: 'navigator', quick: true, name: 'what a person shares', walk: first('/people', PERSON, 'main a[href$="/sharing"]') },
  { who: 'navigator', quick: true, name: 'a consent with its proof', walk: first('/people', PERSON, 'main a[href^="/people/consents/"]') },
  { who: 'navigator', quick: true, name: 'who may consent', walk: first('/people', PERSON, 'main a[href$="/guardians"]') },
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
  { who: 'coordinator', quick: true, path: '/workgroups/new' },
  { who: 'coordinator', quick: true, name: 'a workgroup to keep', walk: first('/workgroups', 'main a[href^="/workgroups/"]:not([href$="/new"])') },
  { who: 'coordinator', quick: true, name: 'a seat', walk: first('/workgroups', 'main a[href^="/workgroups/"]:not([href$="/new"])', 'main a[href^="/seats/"]') },
  { who: 'coordinator', path: '/seats' },
  { who: 'coordinator', quick: true, name: 'a proposal to move on', walk: first('/decisions', 'main a[href^="/proposals/"]:not([href$="/new"])') },
  { who: 'coordinator', path: '/health' },
  { who: 'resident', quick: true, path: '/seats' },
  { who: 'coordinator', path: '/gaps' },
  { who: 'coordinator', quick: true, path: '/votes' },
  { who: 'coordinator', quick: true, path: '/votes/new' },
  { who: 'coordinator', quick: true, name: 'a vote that is run', walk: first('/votes', 'main table a') },
  { who: 'coordinator', quick: true, path: '/conversations/new' },
  { who: 'coordinator', quick: true, name: 'a conversation to run', walk: first('/conversations', '[aria-labelledby=conversations-open-now] h3 a', 'main a[href$="/moderate"]') },
  { who: 'coordinator', name: 'a gap', walk: first('/gaps', 'main a[href^="/gaps/"]') },
  { who: 'coordinator', path: '/meetings/new' },
  { who: 'coordinator', path: '/meetings/actions' },
  { who: 'coordinator', path: '/meetings/notices' },
  { who: 'coordinator', name: 'a meeting to organize', walk: first('/meetings', 'main h2:has-text("Next meetings") + ul h3 a') },
  { who: 'coordinator', quick: true, name: 'change a meeting', walk: first('/meetings', 'main h2:has-text("Next meetings") + ul h3 a', 'main a[href$="/edit"]') },
  { who: 'coordinator', name: 'the workspace of a meeting', walk: first('/meetings', 'main h2:has-text("Next meetings") + ul h3 a', 'main a[href$="/live"]') },
  { who: 'coordinator', path: '/alliance' },
  { who: 'coordinator', path: '/alliance/map' },
  { who: 'coordinator', path: '/alliance/survey' },
  { who: 'coordinator', path: '/network' },
  { who: 'coordinator', quick: true, path: '/network?tie=meetings&tie=agreements' },
  { who: 'coordinator', path: '/network/drill' },
  { who: 'coordinator', quick: true, name: 'a drill', walk: async (page, base) => {
    await page.goto(`${base}/network/drill`);
    await page.selectOption('#organization', { index: 3 });
    await page.locator('main form').first().locator('button').click();
    await page.waitForURL(/organization=/);
  } },
  { who: 'coordinator', name: 'what a partner gives and gets', walk: first('/alliance?membership=member', 'main table a[href^="/alliance/"]') },
  { who: 'coordinator', quick: true, name: 'what we could be to an organization', walk: first('/alliance?membership=listening', 'main table a[href^="/alliance/"]', 'main a[href$="/value"]') },
  { who: 'coordinator', name: 'a link to give away', walk: shareValue },
  { who: 'coordinator', name: 'the page behind a link that was given away', walk: async (page, base) => {
    await shareValue(page, base);
    await page.goto(await page.locator('main a[href^="/value/"]').evaluate((a) => a.href));
  } },
  { who: 'coordinator', quick: true, name: 'write down a gift', walk: first('/alliance?membership=member', 'main table a[href^="/alliance/"]', 'main a[href$="/give"]') },
  { who: 'coordinator', quick: true, name: 'listening', walk: first('/settings/organizations?membership=listening', 'main table a', 'main a[href$="/listening"]') },
  { who: 'coordinator', path: '/agreements/new' },
  { who: 'coordinator', quick: true, path: '/commitments/new' },
  { who: 'coordinator', quick: true, path: '/glossary/new' },
  { who: 'coordinator', path: '/training' },
  { who: 'coordinator', quick: true, path: '/training/new' },
  { who: 'navigator', name: 'a training', walk: first('/training', 'main table a[href^="/training/"]') },
  { who: 'coordinator', quick: true, name: 'an agreement to be signed', walk: first('/agreements?state=out', 'main table a[href^="/agreements/"]') },
  { who: 'organization admin', name: 'an agreement to sign', walk: first('/agreements?state=out', 'main table a[href^="/agreements/"]') },
  { who: 'privacy officer', path: '/audit' },
  { who: 'privacy officer', path: '/people/asked' },
  { who: 'organization admin', path: '/people/unattended' },
  { who: 'organization admin', path: '/settings/systems' },
  { who: 'administrator', path: '/settings/people' },
  { who: 'administrator', path: '/settings/organizations' },
  { who: 'administrator', path: '/settings/instruments' },
  { who: 'administrator', path: '/settings/partnership' },
  { who: 'navigator', name: 'no permission', path: '/audit', status: 403 },
];

export const PAGES = [...everyone, { path: '/demo/outbox' }, ...staff];
