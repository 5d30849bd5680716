//! The chain is walked both ways, keeps its order, and takes no circle.

use tandem_access::{Error, Migration, Tx, Uuid, Viewer};
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

/// What a database of before holds: two things of the chain, a link, and a row of another room that refers to one of them.
const BEFORE: Migration = Migration {
    room: "test",
    name: "0001_before",
    sqlite: "CREATE TABLE refers (id BLOB NOT NULL PRIMARY KEY, item_id BLOB REFERENCES chain_item (id)) STRICT;
             INSERT INTO chain_item VALUES (x'00000000000000000000000000000001', 'gap', 'gap/a/b', 'A', NULL, '/a', 0, 1);
             INSERT INTO chain_item VALUES (x'00000000000000000000000000000002', 'vote', NULL, 'B', 'Be', '/b', 1, 2);
             INSERT INTO chain_link VALUES (x'00000000000000000000000000000001', x'00000000000000000000000000000002', 3);
             INSERT INTO refers VALUES (x'00000000000000000000000000000003', x'00000000000000000000000000000002');",
    postgres: "CREATE TABLE refers (id uuid NOT NULL PRIMARY KEY, item_id uuid REFERENCES chain_item (id));
               INSERT INTO chain_item VALUES ('00000000-0000-0000-0000-000000000001', 'gap', 'gap/a/b', 'A', NULL, '/a', 0, 1);
               INSERT INTO chain_item VALUES ('00000000-0000-0000-0000-000000000002', 'vote', NULL, 'B', 'Be', '/b', 1, 2);
               INSERT INTO chain_link VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002', 3);
               INSERT INTO refers VALUES ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000002');",
};

#[tokio::test]
async fn a_chain_of_before_takes_up_conversations_and_loses_nothing() {
    let mut migrations = tandem_access::MIGRATIONS.to_vec();
    migrations.extend([tandem_spine::MIGRATIONS[0], BEFORE, tandem_spine::MIGRATIONS[1]]);
    for base in TestStore::both(&migrations, &tandem_access::fences()) {
        let system = Viewer::system("spine.test");
        let (told, listed) = base
            .store
            .write(&system, |tx| {
                let talk = put(tx, Kind::Conversation, "Rides at night")?;
                actions::link(tx, Uuid::from_u128(2), talk)?;
                Ok((actions::chain(tx, talk)?, actions::of_kind(tx, Kind::Conversation, 9)?))
            })
            .await
            .unwrap();
        let titles: Vec<&str> = told.before.iter().map(|l| l.item.title.as_str()).collect();
        assert_eq!(titles, ["A", "B"], "{}", base.engine);
        assert_eq!(told.before[1].item.title_es.as_deref(), Some("Be"), "{}", base.engine);
        assert_eq!(listed.len(), 1, "{}", base.engine);
        // What refers to a thing is still held to it, and a word that is no kind is refused.
        for wrong in [
            "UPDATE refers SET item_id = id",
            "DELETE FROM chain_item WHERE kind = 'vote'",
            "UPDATE chain_item SET kind = 'talk'",
        ] {
            let done = base.store.write(&system, move |tx| tx.execute(wrong, tandem_access::params![])).await;
            assert!(done.is_err(), "{}: {wrong}", base.engine);
        }
    }
}
