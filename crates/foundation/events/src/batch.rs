//! Many pieces of work in one transaction, without one bad piece spoiling the others.

use tandem_access::{Error, Store, Tx, Viewer};

/// How many pieces share a transaction, and with it one write to the disk.
const TOGETHER: usize = 100;

/// One kind of work that lies in a table.
pub(crate) trait Work: Clone + Send + 'static {
    /// Takes the piece away and carries it out; false when another worker had it.
    fn carry_out(&self, tx: &mut Tx<'_, '_>) -> Result<bool, Error>;
    /// Notes that it failed, and when to try again.
    fn put_back(&self, tx: &mut Tx<'_, '_>, why: &str) -> Result<(), Error>;
    /// Says in the log what failed.
    fn complain(&self, why: &Error);
}

/// Carries `due` out in its order; how many. Where a transaction fails, its halves are tried by themselves, down to the
/// one piece whose fault it is: that one is put back, all others are done.
pub(crate) async fn carry_out<W: Work>(store: &Store, system: &Viewer, due: Vec<W>) -> Result<usize, Error> {
    let mut done = 0;
    let mut waiting: Vec<Vec<W>> = due.chunks(TOGETHER).rev().map(<[W]>::to_vec).collect();
    while let Some(together) = waiting.pop() {
        let pieces = together.clone();
        let result = store
            .write(system, move |tx| {
                let mut count = 0;
                for piece in &pieces {
                    count += usize::from(piece.carry_out(tx)?);
                }
                Ok(count)
            })
            .await;
        match (result, together.as_slice()) {
            (Ok(count), _) => done += count,
            (Err(e), [one]) => {
                one.complain(&e);
                let (piece, words) = (one.clone(), e.to_string());
                store.write(system, move |tx| piece.put_back(tx, &words)).await?;
            }
            (Err(_), _) => {
                let (first, second) = together.split_at(together.len() / 2);
                waiting.push(second.to_vec());
                waiting.push(first.to_vec());
            }
        }
    }
    Ok(done)
}
