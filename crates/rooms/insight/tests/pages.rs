//! Health, gaps and our month, over their routes on both databases.

mod common;

use common::{End, World, system, wish};
use tandem_access::params;

const FOOD: &str = "food-insecurity";
const RIDES: &str = "transportation-insecurity";

/// 40 got help, 15 got "no room", 12 wait too long; rides in the South ran out; three asked for
/// a home and nine for legal help, too few to show.
async fn filled() -> Vec<World> {
    let worlds = World::both().await;
    for w in &worlds {
        w.wishes(25, wish(FOOD, "North", End::Helped)).await;
        w.wishes(15, wish(FOOD, "North", End::Resolved)).await;
        w.wishes(15, wish(FOOD, "North", End::NoRoom)).await;
        w.wishes(12, wish(FOOD, "North", End::Late)).await;
        w.wishes(20, wish(RIDES, "South", End::NoRoom)).await;
        w.wishes(14, wish(RIDES, "South", End::NoMatch)).await;
        w.wishes(3, wish("homelessness", "=North", End::NotEligible)).await;
        w.wishes(9, wish("legal-help", "North", End::NoRoom)).await;
    }
    worlds
}

/// Rows of a CSV file by kind of help, area and figure: numerator and denominator as printed.
fn figures(csv: &str) -> Vec<(String, String, String)> {
    csv.lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            (format!("{}|{}|{}", cells[0], cells[1], cells[2]), cells[3].to_owned(), cells[4].to_owned())
        })
        .collect()
}

fn figure(csv: &str, key: &str) -> (String, String) {
    let found = figures(csv).into_iter().find(|(k, ..)| k == key);
    let (_, n, of) = found.unwrap_or_else(|| panic!("{key} in {csv}"));
    (n, of)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_published_form_counts_requests_and_hides_few() {
    for w in filled().await {
        let csv = w.page("/health.csv", &w.coordinator).await;
        let pair = |n: &str, of: &str| (n.to_owned(), of.to_owned());
        assert_eq!(figure(&csv, "all|all|asked"), pair("113", ""));
        assert_eq!(figure(&csv, "all|all|answered"), pair("87", "113"), "three rare refusals do not hide it");
        assert_eq!(
            figure(&csv, "all|all|no-room"),
            pair("", ""),
            "no less no room would give the three away"
        );
        assert_eq!(figure(&csv, "food-insecurity|North|answered"), pair("55", "67"));
        assert_eq!(figure(&csv, "food-insecurity|North|received"), pair("40", "67"));
        assert_eq!(
            figure(&csv, "food-insecurity|North|resolved"),
            pair("15", "67"),
            "received is not resolved"
        );
        assert_eq!(figure(&csv, "transportation-insecurity|South|no-match"), pair("14", "34"));
        assert_eq!(figure(&csv, "homelessness|'=North|asked"), pair("", ""), "three people are not shown");
        for (key, n, of) in figures(&csv) {
            for number in [n, of].iter().filter_map(|n| n.parse::<u64>().ok()) {
                assert!(number == 0 || number > 10, "{key}: {number}");
            }
        }
        // The whole less its kinds of help gives only the two small ones together.
        let asked = |key: &str| figure(&csv, key).0.parse::<u64>().expect("a number");
        let rest = asked("all|all|asked")
            - asked(&format!("{FOOD}|all|asked"))
            - asked(&format!("{RIDES}|all|asked"));
        assert_eq!(rest, 12);
        let page = w.page("/health", &w.coordinator).await;
        assert!(page.contains("Hidden") && page.contains("113 requests for help"), "{page}");
        assert!(page.contains("95% interval") && !page.contains("style="));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn own_rows_are_exact_and_only_for_roles_that_read_them() {
    for w in filled().await {
        let own = w.page("/health.csv?scope=own&domain=homelessness", &w.navigator).await;
        assert_eq!(figure(&own, "homelessness|all|asked").0, "3");
        assert!(own.contains("too few for a percentage"));
        // A coordinator asks for the same and gets the published form.
        let published = w.page("/health.csv?scope=own&domain=homelessness", &w.coordinator).await;
        assert_eq!(figure(&published, "homelessness|all|asked").0, "");
        assert!(!w.page("/health", &w.coordinator).await.contains("Our organization (exact)"));
        assert!(w.page("/health", &w.navigator).await.contains("Our organization (exact)"));
        // The pantry recorded none of these people.
        assert_eq!(figure(&w.page("/health.csv?scope=own", &w.responder).await, "all|all|asked").0, "0");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_sees_nothing() {
    for w in World::both().await {
        for path in ["/health", "/health.csv", "/our-month", "/our-month.csv"] {
            let answer = w.app.get(path, "").await;
            assert_eq!(answer.status, 303, "{path}");
            assert!(answer.location().starts_with("/sign-in?next="), "{path}");
            assert_eq!(w.app.get(path, &w.advocate).await.status, 403, "{path}");
        }
        assert_eq!(w.app.get("/health.csv", &w.responder).await.status, 403, "no file of the partnership");
        for path in ["/gaps/nonsense/North", "/gaps/intimate-partner-violence/North"] {
            assert_eq!(w.app.get(path, &w.navigator).await.status, 404, "{path}");
        }
    }
}

/// Whoever lives here reads where help runs out, and goes on to propose something; of the rows behind it, and of gaps that are none,
/// they see nothing.
#[tokio::test(flavor = "multi_thread")]
async fn anybody_reads_of_the_gaps() {
    for w in filled().await {
        for session in ["", w.advocate.as_str()] {
            let page = w.page("/gaps", session).await;
            assert!(page.contains("The largest gap is Rides in this area: South."), "{page}");
            assert!(!page.contains("name=\"scope\""), "nothing of one organization alone");
            let gap = w.page("/gaps/transportation-insecurity/South", session).await;
            assert!(gap.contains("/proposals/new?gap=transportation-insecurity/South"), "{gap}");
            assert!(!gap.contains("href=\"/referrals/") && !gap.contains("href=\"/people/"), "{gap}");
        }
        let visitor = w.page("/gaps/transportation-insecurity/South", "").await;
        assert!(!visitor.contains("Your role sees counts"), "nothing about rows: {visitor}");
        for nowhere in ["/gaps/food-insecurity/Nowhere", "/gaps/intimate-partner-violence/North"] {
            assert_eq!(w.app.get(nowhere, "").await.status, 404, "{nowhere}");
        }
        // Counted once a day: who reads each hour does not learn when somebody asked.
        let before = w.page("/gaps/transportation-insecurity/South", "").await;
        w.wishes(30, wish(RIDES, "South", End::NoRoom)).await;
        assert_eq!(w.page("/gaps/transportation-insecurity/South", "").await, before);
        let member = w.page("/gaps/transportation-insecurity/South", &w.coordinator).await;
        assert!(member.contains("more room. 50 requests"), "{member}");
        w.app.clock().advance(jiff::SignedDuration::from_hours(24));
        assert!(w.page("/gaps/transportation-insecurity/South", "").await.contains("more room. 50 requests"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn domestic_violence_is_in_no_count() {
    for w in World::both().await {
        w.wishes(12, wish(FOOD, "North", End::Helped)).await;
        let before =
            [w.page("/health.csv", &w.coordinator).await, w.page("/our-month.csv", &w.navigator).await];
        let vault = common::Wish {
            label: "domestic_violence",
            ..wish("intimate-partner-violence", "North", End::Helped)
        };
        w.wishes(15, vault).await;
        // A general need that was handed to the shelter: not even as "nobody was asked".
        w.wishes(15, common::Wish { sealed: true, ..wish(FOOD, "North", End::NoMatch) }).await;
        let after =
            [w.page("/health.csv", &w.coordinator).await, w.page("/our-month.csv", &w.navigator).await];
        assert_eq!(before, after, "{}", w.app.base.engine);
        let gap = w.page("/gaps/food-insecurity/North", &w.navigator).await;
        assert!(!gap.contains("Harbor House") && gap.matches("Open the referral").count() == 12, "{gap}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn gaps_lead_with_the_largest_and_through_to_the_rows() {
    for w in filled().await {
        let page = w.page("/gaps", &w.coordinator).await;
        assert!(
            page.contains("The largest gap is Rides in this area: South. There, 34 requests were not met."),
            "{page}"
        );
        assert!(
            page.find("/gaps/transportation-insecurity/South") < page.find("/gaps/food-insecurity/North")
        );
        assert!(page.contains("/gaps/homelessness/%3DNorth"), "an area is encoded in the address");
        let gap = w.page("/gaps/transportation-insecurity/South", &w.coordinator).await;
        assert!(gap.contains("What would close it: more room. 20 requests"), "{gap}");
        assert!(gap.contains("Your role sees counts") && !gap.contains("/referrals/"));
        let own = w.page("/gaps/transportation-insecurity/South", &w.navigator).await;
        assert_eq!((own.matches("/referrals/").count(), own.matches("/people/").count()), (20, 14));
        // The pantry sees what it received once it may: these were declined and no consent lives, so none.
        let pantry = w.page("/gaps/food-insecurity/North", &w.responder).await;
        assert_eq!(pantry.matches("/referrals/").count(), 40, "those that it accepted");
        assert_eq!(pantry.matches("/people/").count(), 0);
        let hidden = w.page("/gaps/homelessness/%3DNorth", &w.coordinator).await;
        assert!(
            hidden.contains("There were too few requests to show") && !hidden.contains(">3<"),
            "{hidden}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn kinds_of_help_lead_where_no_place_speaks() {
    for w in World::both().await {
        for area in ["North", "South", "East", "West"] {
            w.wishes(4, wish(RIDES, area, End::NoRoom)).await;
            w.wishes(20, wish(FOOD, area, End::Helped)).await;
        }
        let page = w.page("/gaps", &w.coordinator).await;
        let words = "Over all areas the largest gap that can be shown is Rides: 16 requests were not met.";
        let (kinds, places) =
            (page.find(words).expect("a sentence"), page.find("id=\"h-gaps\"").expect("places"));
        assert!(kinds < places, "{page}");
        w.wishes(12, wish(FOOD, "North", End::NoRoom)).await;
        let page = w.page("/gaps", &w.coordinator).await;
        assert!(page.find("The largest gap is Food in this area: North.") < page.find("Over all areas"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_shown_behind_a_gap_is_in_the_audit_log() {
    for w in World::both().await {
        w.wishes(2, wish(FOOD, "North", End::NoRoom)).await;
        w.wishes(1, wish(FOOD, "North", End::NoMatch)).await;
        let count = async || -> i64 {
            let sql = "SELECT count(*) FROM audit WHERE detail = 'insight.gap'";
            let read = w
                .app
                .store()
                .read(&system(), move |tx| tx.query_one(sql, params![], |r| Ok(r.get(0)?)))
                .await;
            read.expect("the log")
        };
        w.page("/gaps/food-insecurity/North", &w.coordinator).await;
        assert_eq!(count().await, 0, "counts are nobody's record");
        w.page("/gaps/food-insecurity/North", &w.navigator).await;
        assert_eq!(count().await, 3, "{}", w.app.base.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_answer_shows_at_once() {
    for w in filled().await {
        let yes = |csv: String| figure(&csv, "food-insecurity|North|yes").0;
        assert_eq!(yes(w.page("/health.csv", &w.coordinator).await), "40");
        w.wishes(1, wish(FOOD, "North", End::Helped)).await;
        assert_eq!(yes(w.page("/health.csv", &w.coordinator).await), "41");
        let late = |csv: String| figure(&csv, "all|all|late").0;
        w.wishes(11, wish(FOOD, "North", End::Waiting)).await;
        let before = late(w.page("/health.csv?scope=own", &w.navigator).await);
        w.app.clock().advance(jiff::SignedDuration::from_hours(24 * 5));
        // A session may end while the clock jumps; what is late depends on the clock alone.
        let session = {
            let (clinic, app) = (w.clinic, &w.app);
            app.store()
                .write(&system(), move |tx| {
                    use tandem_access::accounts::{members, sessions};
                    let id =
                        members::create(tx, "later@example.org", "Later", "en", members::Status::Active)?;
                    members::grant(tx, id, clinic, tandem_access::Role::Navigator)?;
                    sessions::test_start(tx, id, clinic, tandem_access::Purpose::CareCoordination)
                })
                .await
                .expect("a session")
        };
        let after = late(w.page("/health.csv?scope=own", &session).await);
        assert_eq!((before.as_str(), after.as_str()), ("12", "23"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn our_month_stands_beside_its_own_past() {
    for w in World::both().await {
        w.wishes(4, common::Wish { days_ago: 2, ..wish(FOOD, "North", End::Helped) }).await;
        w.wishes(1, common::Wish { days_ago: 2, ..wish(FOOD, "North", End::NoRoom) }).await;
        w.wishes(2, common::Wish { days_ago: 20, ..wish(FOOD, "North", End::Helped) }).await;
        let page = w.page("/our-month", &w.responder).await;
        assert!(page.contains("Our month: March 2026") && page.contains("not over"), "{page}");
        assert!(page.contains("We got 5 requests, answered 5 of them so far, and said yes to 4."), "{page}");
        assert!(page.contains("We finished helping 4 people this month."));
        let past = w.page("/our-month?month=2026-02", &w.responder).await;
        assert!(past.contains("Our month: February 2026") && past.contains("We got 2 requests"));
        assert!(w.page("/our-month?month=1999-01", &w.responder).await.contains("March 2026"));
        let csv = w.page("/our-month.csv", &w.responder).await;
        let last = csv.lines().last().expect("a row");
        assert!(last.starts_with("2026-03,5,5,5,0,4,1,5,4,4,0,0,0,0,0,1,,"), "{last}");
        let sent = w.page("/our-month.csv", &w.navigator).await;
        assert!(
            sent.lines().last().expect("a row").starts_with("2026-03,0,0,0,0,0,0,0,0,0,5,5,4,5,0,,1,"),
            "{sent}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_speaks_spanish_full_and_empty() {
    let paths = ["/health", "/health?scope=own&months=18", "/gaps", "/gaps?scope=own", "/our-month"];
    for w in World::both().await {
        for path in paths {
            let page = w.app.get_spanish(path, &w.navigator).await;
            assert_eq!(page.status, 200, "{path}: {}", page.text);
            assert!(page.text.contains("lang=\"es\""));
        }
        for end in [End::Helped, End::NoRoom, End::NotEligible, End::Late, End::NoMatch, End::Waiting] {
            w.wishes(2, wish(FOOD, "", end)).await;
        }
        for path in paths.iter().chain(&["/gaps/food-insecurity/-", "/gaps/food-insecurity/-?scope=own"]) {
            let page = w.app.get_spanish(path, &w.navigator).await;
            assert_eq!(page.status, 200, "{path}: {}", page.text);
        }
    }
}
