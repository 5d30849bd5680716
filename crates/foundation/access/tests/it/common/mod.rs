//! What the tests of this crate stand on: a store with its own tables and fences on each database, and a write that must succeed.

use tandem_access::{Error, Tx, Viewer};
use tandem_testkit::TestStore;

/// One on each database.
pub fn stores() -> Vec<TestStore> {
    TestStore::both(tandem_access::MIGRATIONS, &tandem_access::fences())
}

/// System work of a test.
pub fn system() -> Viewer {
    Viewer::system("test")
}

/// A write that succeeds.
pub async fn write<T: Send + 'static>(
    t: &TestStore,
    f: impl FnMut(&mut Tx<'_, '_>) -> Result<T, Error> + Send + 'static,
) -> T {
    t.store.write(&system(), f).await.unwrap_or_else(|e| panic!("{}: {e}", t.engine))
}
