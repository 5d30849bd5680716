//! What can go wrong below the rooms.

/// An error of the database layer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A row that had to be there is not (or is behind the fence: the two are told alike).
    #[error("no such row")]
    NotFound,
    /// A unique or foreign key was violated; the constraint's name or text.
    #[error("constraint: {0}")]
    Constraint(String),
    /// The row-level fence refused a write.
    #[error("refused by the row fence: {0}")]
    Fence(String),
    /// A column held another type than the code reads.
    #[error("column {index}: expected {expected}")]
    Column {
        /// Position from 0.
        index: usize,
        /// What the code expected.
        expected: &'static str,
    },
    /// The write queue is full: try again shortly.
    #[error("the write queue is full")]
    Busy,
    /// The disk is full; nothing was written.
    #[error("the disk is full")]
    DiskFull,
    /// PostgreSQL asked to run the transaction again.
    #[error("serialisation conflict")]
    Retry,
    /// The commit's outcome is unknown or not durable, so it is not acknowledged.
    #[error("commit not durable: {0}")]
    NotDurable(String),
    /// A migration file differs from the one that ran, or the database is newer than the program.
    #[error("migration: {0}")]
    Migration(String),
    /// The database URL cannot be used.
    #[error("database URL: {0}")]
    Url(String),
    /// A statement was refused before it ran.
    #[error("statement refused: {0}")]
    Statement(String),
    /// A write closure panicked; its changes were rolled back.
    #[error("a transaction panicked: {0}")]
    Panic(String),
    /// Anything else the database said.
    #[error("database: {0}")]
    Database(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(e: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match &e {
            rusqlite::Error::QueryReturnedNoRows => StoreError::NotFound,
            rusqlite::Error::SqliteFailure(f, message) => {
                let text = message.clone().unwrap_or_else(|| f.to_string());
                if text.contains("row fence") {
                    return StoreError::Fence(text);
                }
                match f.code {
                    ErrorCode::ConstraintViolation => StoreError::Constraint(text),
                    ErrorCode::DiskFull => StoreError::DiskFull,
                    ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
                    ErrorCode::AuthorizationForStatementDenied => StoreError::Fence(text),
                    _ => StoreError::Database(text),
                }
            }
            _ => StoreError::Database(e.to_string()),
        }
    }
}

impl From<postgres::Error> for StoreError {
    fn from(e: postgres::Error) -> Self {
        use postgres::error::SqlState;
        let Some(db) = e.as_db_error() else {
            let cause = std::error::Error::source(&e).map_or(String::new(), |s| format!(": {s}"));
            return StoreError::Database(format!("{e}{cause}"));
        };
        match db.code() {
            &SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED => StoreError::Retry,
            &SqlState::UNIQUE_VIOLATION
            | &SqlState::FOREIGN_KEY_VIOLATION
            | &SqlState::CHECK_VIOLATION
            | &SqlState::NOT_NULL_VIOLATION => {
                StoreError::Constraint(db.constraint().unwrap_or(db.message()).to_owned())
            }
            &SqlState::INSUFFICIENT_PRIVILEGE => StoreError::Fence(db.message().to_owned()),
            &SqlState::DISK_FULL => StoreError::DiskFull,
            _ => StoreError::Database(format!("{} ({})", db.message(), db.code().code())),
        }
    }
}
