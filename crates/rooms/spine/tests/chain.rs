//! The chain is walked both ways, keeps its order, and takes no circle.

use tandem_access::{Error, Tx, Uuid, Viewer};
use tandem_spine::actions;
use tandem_spine::model::{Item, Kind};
use tandem_testkit::TestStore;

fn put(tx: &mut Tx, kind: Kind, title: &str) -> Result<Uuid, Error> {
    let id = tx.new_public_id();
    let path = format!("/{}/{id}", kind.code());
    actions::put(tx, &Item { id, kind, title: title.into(), title_es: None, path, public: true })?;
    Ok(id)
}

#[tokio::test]
async fn a_story_reads_from_the_gap_to_what_came_of_it() {
    let mut migrations = tandem_access::MIGRATIONS.to_vec();
    migrations.extend_from_slice(tandem_spine::MIGRATIONS);
    for base in TestStore::both(&migrations, &tandem_access::fences()) {
        let system = Viewer::system("spine.test");
        let told = base
            .store
            .write(&system, |tx| {
                let gap = actions::gap(tx, "transportation-insecurity", "97504")?.expect("a kind of help");
                assert_eq!(
                    actions::gap(tx, "transportation-insecurity", "97504")?,
                    Some(gap),
                    "one gap, one item"
                );
                assert_eq!(actions::gap(tx, "no-such-help", "97504")?, None);
                assert_eq!(actions::gap(tx, "transportation-insecurity", "../x")?, None);
                let proposal = put(tx, Kind::Proposal, "A night bus")?;
                let decision = put(tx, Kind::Decision, "A night bus, from May")?;
                let promise = put(tx, Kind::Commitment, "Hire two drivers")?;
                for (from, to) in
                    [(gap, proposal), (proposal, decision), (decision, promise), (gap, proposal)]
                {
                    actions::link(tx, from, to)?;
                }
                assert!(matches!(actions::link(tx, promise, gap), Err(Error::Conflict { .. })), "a circle");
                assert!(matches!(actions::link(tx, gap, gap), Err(Error::NotFound)), "itself");
                assert!(matches!(actions::link(tx, gap, Uuid::from_u128(5)), Err(Error::NotFound)));
                actions::chain(tx, decision)
            })
            .await
            .unwrap();
        let titles = |links: &[tandem_spine::model::Link]| -> Vec<String> {
            links.iter().map(|l| l.item.title.clone()).collect()
        };
        assert_eq!(titles(&told.before), ["Rides, 97504", "A night bus"], "{}", base.engine);
        assert_eq!(titles(&told.after), ["Hire two drivers"], "{}", base.engine);
    }
}
