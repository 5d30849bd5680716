//! The index of a running server: a service of the application ([`tandem_web::App::service`]), looked at before each
//! search and read again when the directory changed.
//!
//! The directory counts its changes in one row of the database, so a change by another server or by `tandem import` is
//! seen as one of our own. Capacity switches move often and are followed by themselves, without building anything anew.

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use tandem_access::{Error, Store, Timestamp, Viewer};

use super::index::Index;
use crate::store;

/// Up to so many services a changed directory is read again before the search answers; a larger one meanwhile answers
/// from the index it has.
const READ_AT_ONCE: usize = 20_000;
/// Clocks of several servers differ, and a transaction carries the time of its beginning.
const OVERLAP: jiff::SignedDuration = jiff::SignedDuration::from_secs(120);
/// A large index that changes all the time (an import is running) is read again after a rest of so many times as long as
/// reading it took.
const REST: u32 = 4;

/// The index in step with the directory.
pub struct Live {
    store: Store,
    now: RwLock<Option<Arc<Index>>>,
    building: tokio::sync::Mutex<()>,
    capacities_seen: Mutex<Timestamp>,
    rest_until: Mutex<Option<Instant>>,
    read_at_once: usize,
}

impl Live {
    /// For a database; nothing is read yet.
    pub fn new(store: Store) -> Live {
        Live {
            store,
            now: RwLock::new(None),
            building: tokio::sync::Mutex::new(()),
            capacities_seen: Mutex::new(Timestamp::MIN),
            rest_until: Mutex::new(None),
            read_at_once: READ_AT_ONCE,
        }
    }

    /// The index for a search.
    ///
    /// # Errors
    /// The database's.
    pub async fn current(&self) -> Result<Arc<Index>, Error> {
        match self.look().await? {
            Looked::InStep(index) => Ok(index),
            Looked::Behind(Some(index), _) if index.len() > self.read_at_once => Ok(index),
            Looked::Behind(_, version) => self.build(version).await,
        }
    }

    /// Brings the index in step; a server calls this at its start, so that nobody's first search waits, and every few
    /// seconds, so that a large directory follows without making a search wait.
    ///
    /// # Errors
    /// The database's.
    pub async fn refresh(&self) -> Result<(), Error> {
        let resting = self
            .rest_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_some_and(|t| Instant::now() < t);
        match self.look().await? {
            Looked::Behind(_, version) if !resting => self.build(version).await.map(drop),
            _ => Ok(()),
        }
    }

    fn present(&self) -> Option<Arc<Index>> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Follows the capacity switches and compares the versions.
    async fn look(&self) -> Result<Looked, Error> {
        let Some(index) = self.present() else { return Ok(Looked::Behind(None, 0)) };
        let since = *self.capacities_seen.lock().unwrap_or_else(PoisonError::into_inner);
        let since = since.checked_sub(OVERLAP).unwrap_or(Timestamp::MIN);
        let (version, moved, now) = self
            .store
            .read(&Viewer::system("directory.index.look"), move |tx| {
                Ok((store::version(tx)?, store::index::capacities_since(tx, since)?, tx.now()))
            })
            .await?;
        for (service, status) in moved {
            index.set_capacity(service, status);
        }
        *self.capacities_seen.lock().unwrap_or_else(PoisonError::into_inner) = now;
        Ok(if version == index.version {
            Looked::InStep(index)
        } else {
            Looked::Behind(Some(index), version)
        })
    }

    async fn build(&self, wanted: i64) -> Result<Arc<Index>, Error> {
        let _one = self.building.lock().await;
        // Somebody else may have built it while this one waited.
        if let Some(index) = self.present()
            && index.version >= wanted
        {
            return Ok(index);
        }
        let began = Instant::now();
        let (builder, centroids, version, now) = self
            .store
            .read(&Viewer::system("directory.index.read"), |tx| {
                let version = store::version(tx)?;
                let (builder, centroids) = store::index::everything(tx)?;
                Ok((builder, centroids, version, tx.now()))
            })
            .await?;
        let built = tokio::task::spawn_blocking(move || Arc::new(builder.finish(centroids, version)))
            .await
            .map_err(|e| Error::Internal(format!("building the search index: {e}")))?;
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Some(built.clone());
        *self.capacities_seen.lock().unwrap_or_else(PoisonError::into_inner) = now;
        let rest = if built.len() > self.read_at_once { began.elapsed() * REST } else { Duration::ZERO };
        *self.rest_until.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now() + rest);
        tracing::info!(target: "tandem::directory", services = built.len(), words = built.words(), bytes = built.bytes(), "search index read");
        Ok(built)
    }
}

enum Looked {
    InStep(Arc<Index>),
    /// What there is, and the version that the directory has come to.
    Behind(Option<Arc<Index>>, i64),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::import::{SourceRow, import_rows};
    use crate::model::item::{Item, OrganizationItem, ServiceItem};
    use crate::search::Query;
    use tandem_access::Surroundings;
    use tandem_testkit::TestStore;
    use tandem_testkit::app::{fences, migrations};

    fn service(id: &str, name: &str) -> Vec<SourceRow> {
        let organization = OrganizationItem { name: "Harbor Help".into(), ..OrganizationItem::default() };
        let service = ServiceItem { organization: "o".into(), name: name.into(), ..ServiceItem::default() };
        vec![
            SourceRow { id: "o".into(), item: Item::Organization(organization) },
            SourceRow { id: id.into(), item: Item::Service(Box::new(service)) },
        ]
    }

    async fn import(store: &Store, id: &'static str, name: &'static str) {
        let rows = service(id, name);
        store
            .write(&Viewer::system("test"), move |tx| import_rows(tx, "test", 1, &rows))
            .await
            .expect("the import");
    }

    fn found(index: &Index, words: &str) -> usize {
        index.search(&Query { words: words.into(), limit: 5, ..Query::default() }).total
    }

    fn rest(live: &Live, until: Option<Instant>) {
        *live.rest_until.lock().unwrap() = until;
    }

    /// Another server, or `tandem import`: a store of its own on the same database.
    #[tokio::test(flavor = "multi_thread")]
    async fn changes_of_another_process_become_visible() {
        let rooms = || vec![tandem_partners::room(), crate::room()];
        let (m, f) = (migrations(&rooms()), fences(&rooms()));
        for base in TestStore::both(&m, &f) {
            let (url, m, f) = (base.store.url().clone(), m.clone(), f.clone());
            let clock = base.clock.clone();
            let around = Surroundings::seeded(move || clock.now(), 99);
            let other =
                std::thread::spawn(move || Store::open(&url, &m, &f, around)).join().unwrap().unwrap();
            import(&other, "first", "Rent help").await;
            let small = Live::new(base.store.clone());
            let large = Live { read_at_once: 0, ..Live::new(base.store.clone()) };
            assert_eq!(found(&small.current().await.unwrap(), "pantry"), 0, "{}", base.engine);
            large.refresh().await.unwrap();

            import(&other, "s", "Food pantry").await;
            assert_eq!(found(&small.current().await.unwrap(), "pantry"), 1, "{}", base.engine);
            // A large one answers at once from what it has, and follows in the background after a rest.
            assert_eq!(found(&large.current().await.unwrap(), "pantry"), 0, "{}", base.engine);
            rest(&large, Some(Instant::now() + Duration::from_secs(60)));
            large.refresh().await.unwrap();
            assert_eq!(found(&large.current().await.unwrap(), "pantry"), 0, "{}", base.engine);
            rest(&large, None);
            large.refresh().await.unwrap();
            assert_eq!(found(&large.current().await.unwrap(), "pantry"), 1, "{}", base.engine);
            rest(&large, None);
            let same = large.current().await.unwrap();
            large.refresh().await.unwrap();
            assert!(Arc::ptr_eq(&same, &large.current().await.unwrap()), "nothing changed, nothing is read");
        }
    }
}
