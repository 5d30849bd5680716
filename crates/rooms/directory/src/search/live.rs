//! The index of a running server: read at start, looked at before each search, read again when the directory changed.
//!
//! The directory counts its changes in one row, so several servers on one PostgreSQL notice each other's. Capacity
//! switches move often and are followed by themselves, without building anything anew.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError, RwLock};

use tandem_access::{Error, Store, Timestamp, Viewer};

use super::index::Index;
use crate::store;

/// Up to so many services a changed directory is read again before the search answers; a larger one meanwhile answers
/// from the index it has.
const READ_AT_ONCE: usize = 20_000;
/// Clocks of several servers differ, and a transaction carries the time of its beginning.
const OVERLAP: jiff::SignedDuration = jiff::SignedDuration::from_secs(120);

struct Live {
    now: RwLock<Option<Arc<Index>>>,
    building: tokio::sync::Mutex<()>,
    capacities_seen: Mutex<Timestamp>,
}

static LIVE: LazyLock<Mutex<HashMap<String, Arc<Live>>>> = LazyLock::new(Mutex::default);

fn live(store: &Store) -> Arc<Live> {
    let key = format!("{:?}", store.url());
    let mut all = LIVE.lock().unwrap_or_else(PoisonError::into_inner);
    let fresh = || {
        Arc::new(Live {
            now: RwLock::new(None),
            building: tokio::sync::Mutex::new(()),
            capacities_seen: Mutex::new(Timestamp::MIN),
        })
    };
    all.entry(key).or_insert_with(fresh).clone()
}

/// The index, in step with the directory (see the module).
///
/// # Errors
/// The database's.
pub async fn current(store: &Store) -> Result<Arc<Index>, Error> {
    let live = live(store);
    let present = live.now.read().unwrap_or_else(PoisonError::into_inner).clone();
    let Some(index) = present else { return build(store, &live, 0).await };
    let since = *live.capacities_seen.lock().unwrap_or_else(PoisonError::into_inner);
    let since = since.checked_sub(OVERLAP).unwrap_or(Timestamp::MIN);
    let (version, moved, now) = store
        .read(&Viewer::system("directory.index.look"), move |tx| {
            Ok((store::version(tx)?, store::index::capacities_since(tx, since)?, tx.now()))
        })
        .await?;
    for (service, status) in moved {
        index.set_capacity(service, status);
    }
    *live.capacities_seen.lock().unwrap_or_else(PoisonError::into_inner) = now;
    if version == index.version {
        return Ok(index);
    }
    if index.len() <= READ_AT_ONCE {
        return build(store, &live, version).await;
    }
    let store = store.clone();
    tokio::spawn(async move {
        if let Err(error) = build(&store, &live, version).await {
            tracing::warn!(target: "tandem::directory", "the search index could not be read again: {error}");
        }
    });
    Ok(index)
}

/// Reads the index at the start of a server, so that nobody's first search waits for it.
pub async fn warm(store: &Store) {
    if let Err(error) = current(store).await {
        tracing::warn!(target: "tandem::directory", "the search index could not be read: {error}");
    }
}

async fn build(store: &Store, live: &Live, wanted: i64) -> Result<Arc<Index>, Error> {
    let _one = live.building.lock().await;
    // Somebody else may have built it while this one waited.
    let present = live.now.read().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(index) = present
        && wanted > 0
        && index.version >= wanted
    {
        return Ok(index);
    }
    let (version, builder, centroids, now) = store
        .read(&Viewer::system("directory.index.read"), |tx| {
            let version = store::version(tx)?;
            let (builder, centroids) = store::index::everything(tx)?;
            Ok((version, builder, centroids, tx.now()))
        })
        .await?;
    let built = tokio::task::spawn_blocking(move || Arc::new(builder.finish(centroids, version)))
        .await
        .map_err(|e| Error::Internal(format!("building the search index: {e}")))?;
    *live.now.write().unwrap_or_else(PoisonError::into_inner) = Some(built.clone());
    *live.capacities_seen.lock().unwrap_or_else(PoisonError::into_inner) = now;
    tracing::info!(target: "tandem::directory", services = built.len(), words = built.words(), bytes = built.bytes(), "search index read");
    Ok(built)
}
