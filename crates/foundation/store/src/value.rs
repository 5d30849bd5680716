//! Values in and out of SQL, the same on both databases.

use crate::StoreError;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// One bound parameter or one column.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// SQL NULL.
    Null,
    /// 64-bit integer: counts, cents, 0/1 flags, UTC microseconds.
    Int(i64),
    /// Double precision.
    Real(f64),
    /// UTF-8 text; also ISO dates.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
    /// An id: 16-byte BLOB on SQLite, `uuid` on PostgreSQL.
    Id(Uuid),
}

macro_rules! from_int { ($($t:ty),*) => { $(impl From<$t> for Value { fn from(v: $t) -> Self { Value::Int(i64::from(v)) } })* } }
from_int!(i64, i32, i16, u32, u16, u8, bool);

impl From<usize> for Value {
    fn from(v: usize) -> Self {
        Value::Int(i64::try_from(v).unwrap_or(i64::MAX))
    }
}
impl From<f64> for Value {
    fn from(v: f64) -> Self {
        Value::Real(v)
    }
}
impl From<&str> for Value {
    fn from(v: &str) -> Self {
        Value::Text(v.to_owned())
    }
}
impl From<String> for Value {
    fn from(v: String) -> Self {
        Value::Text(v)
    }
}
impl From<Vec<u8>> for Value {
    fn from(v: Vec<u8>) -> Self {
        Value::Blob(v)
    }
}
impl From<&[u8]> for Value {
    fn from(v: &[u8]) -> Self {
        Value::Blob(v.to_vec())
    }
}
impl From<Uuid> for Value {
    fn from(v: Uuid) -> Self {
        Value::Id(v)
    }
}
impl From<Timestamp> for Value {
    fn from(v: Timestamp) -> Self {
        Value::Int(v.as_microsecond())
    }
}
impl From<Date> for Value {
    fn from(v: Date) -> Self {
        Value::Text(v.to_string())
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(v: Option<T>) -> Self {
        v.map_or(Value::Null, Into::into)
    }
}
impl<T: Clone + Into<Value>> From<&T> for Value {
    fn from(v: &T) -> Self {
        v.clone().into()
    }
}

/// Binds parameters in order: `params![id, "text", 3]` is `?1`, `?2`, `?3`.
#[macro_export]
macro_rules! params {
    () => { &[] as &[$crate::Value] };
    ($($v:expr),+ $(,)?) => { &[$($crate::Value::from($v)),+] as &[$crate::Value] };
}

/// The JSON-array parameter that `IN_IDS(?n)` takes.
pub fn json_ids<'a>(ids: impl IntoIterator<Item = &'a Uuid>) -> Value {
    let texts: Vec<String> = ids.into_iter().map(|id| id.simple().to_string()).collect();
    Value::Text(serde_json::Value::from(texts).to_string())
}

/// The JSON-array parameter that `IN_TEXTS(?n)` takes.
pub fn json_texts<S: AsRef<str>>(texts: impl IntoIterator<Item = S>) -> Value {
    let texts: Vec<String> = texts.into_iter().map(|t| t.as_ref().to_owned()).collect();
    Value::Text(serde_json::Value::from(texts).to_string())
}

/// One result row; columns by position.
pub enum Row<'r> {
    #[doc(hidden)]
    Sqlite(&'r rusqlite::Row<'r>),
    #[doc(hidden)]
    Postgres(&'r postgres::Row),
}

impl Row<'_> {
    /// Reads column `index` (from 0) as `T`.
    ///
    /// # Errors
    /// [`StoreError::Column`] when the column is missing or holds another type.
    pub fn get<T: FromColumn>(&self, index: usize) -> Result<T, StoreError> {
        T::from_value(self.value(index)?).map_err(|expected| StoreError::Column { index, expected })
    }

    fn value(&self, index: usize) -> Result<Value, StoreError> {
        match self {
            Row::Sqlite(row) => {
                use rusqlite::types::ValueRef;
                Ok(match row.get_ref(index)? {
                    ValueRef::Null => Value::Null,
                    ValueRef::Integer(i) => Value::Int(i),
                    ValueRef::Real(f) => Value::Real(f),
                    ValueRef::Text(t) => Value::Text(String::from_utf8_lossy(t).into_owned()),
                    ValueRef::Blob(b) => Value::Blob(b.to_vec()),
                })
            }
            Row::Postgres(row) => {
                if index >= row.len() {
                    return Err(StoreError::Column { index, expected: "a column" });
                }
                Ok(row.try_get::<_, PgValue>(index)?.0)
            }
        }
    }
}

/// A type that a column can be read as. `Option<T>` reads NULL as `None`.
pub trait FromColumn: Sized {
    /// Converts, or names the type that was expected.
    ///
    /// # Errors
    /// The name of the expected type.
    fn from_value(value: Value) -> Result<Self, &'static str>;
}

impl FromColumn for i64 {
    fn from_value(v: Value) -> Result<Self, &'static str> {
        match v {
            Value::Int(i) => Ok(i),
            _ => Err("integer"),
        }
    }
}
impl FromColumn for bool {
    fn from_value(v: Value) -> Result<Self, &'static str> {
        match v {
            Value::Int(i) => Ok(i != 0),
            _ => Err("0 or 1"),
        }
    }
}
impl FromColumn for f64 {
    fn from_value(v: Value) -> Result<Self, &'static str> {
        match v {
            Value::Real(f) => Ok(f),
            #[allow(clippy::cast_precision_loss)]
            Value::Int(i) => Ok(i as f64),
            _ => Err("number"),
        }
    }
}
impl FromColumn for String {
    fn from_value(v: Value) -> Result<Self, &'static str> {
        match v {
            Value::Text(t) => Ok(t),
            _ => Err("text"),
        }
    }
}
impl FromColumn for Vec<u8> {
    fn from_value(v: Value) -> Result<Self, &'static str> {
        match v {
            Value::Blob(b) => Ok(b),
            _ => Err("bytes"),
        }
    }
}
impl FromColumn for Uuid {
    fn from_value(v: Value) -> Result<Self, &'static str> {
        match v {
            Value::Id(id) => Ok(id),
            Value::Blob(b) => Uuid::from_slice(&b).map_err(|_| "id"),
            _ => Err("id"),
        }
    }
}
impl FromColumn for Timestamp {
    fn from_value(v: Value) -> Result<Self, &'static str> {
        match v {
            Value::Int(i) => Timestamp::from_microsecond(i).map_err(|_| "time in microseconds"),
            _ => Err("time in microseconds"),
        }
    }
}
impl FromColumn for Date {
    fn from_value(v: Value) -> Result<Self, &'static str> {
        match v {
            Value::Text(t) => t.parse().map_err(|_| "ISO date"),
            _ => Err("ISO date"),
        }
    }
}
impl<T: FromColumn> FromColumn for Option<T> {
    fn from_value(v: Value) -> Result<Self, &'static str> {
        match v {
            Value::Null => Ok(None),
            v => T::from_value(v).map(Some),
        }
    }
}
impl FromColumn for Value {
    fn from_value(v: Value) -> Result<Self, &'static str> {
        Ok(v)
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(match self {
            Value::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Value::Int(i) => ToSqlOutput::Borrowed(ValueRef::Integer(*i)),
            Value::Real(f) => ToSqlOutput::Borrowed(ValueRef::Real(*f)),
            Value::Text(t) => ToSqlOutput::Borrowed(ValueRef::Text(t.as_bytes())),
            Value::Blob(b) => ToSqlOutput::Borrowed(ValueRef::Blob(b)),
            Value::Id(id) => ToSqlOutput::Borrowed(ValueRef::Blob(id.as_bytes())),
        })
    }
}

type SqlError = Box<dyn std::error::Error + Sync + Send>;

/// Encodes to whatever type PostgreSQL inferred for the parameter, so that one statement text serves both databases.
impl postgres::types::ToSql for Value {
    fn to_sql(
        &self,
        ty: &postgres::types::Type,
        out: &mut postgres::types::private::BytesMut,
    ) -> Result<postgres::types::IsNull, SqlError> {
        use postgres::types::{IsNull, Type};
        match (self, ty) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Int(i), &Type::INT8) => i.to_sql(ty, out),
            (Value::Int(i), &Type::INT4) => i32::try_from(*i)?.to_sql(ty, out),
            (Value::Int(i), &Type::INT2) => i16::try_from(*i)?.to_sql(ty, out),
            (Value::Int(i), &Type::BOOL) => (*i != 0).to_sql(ty, out),
            #[allow(clippy::cast_precision_loss)]
            (Value::Int(i), &Type::FLOAT8) => (*i as f64).to_sql(ty, out),
            (Value::Real(f), &Type::FLOAT8) => f.to_sql(ty, out),
            (Value::Text(t), &Type::TEXT | &Type::VARCHAR | &Type::UNKNOWN | &Type::NAME) => {
                t.to_sql(ty, out)
            }
            (Value::Blob(b), &Type::BYTEA) => b.to_sql(ty, out),
            (Value::Id(id), &Type::UUID) => id.to_sql(ty, out),
            (Value::Id(id), &Type::BYTEA) => id.as_bytes().as_slice().to_sql(ty, out),
            (v, ty) => Err(format!("cannot bind {v:?} where PostgreSQL expects {ty}").into()),
        }
    }
    fn accepts(_: &postgres::types::Type) -> bool {
        true
    }
    postgres::types::to_sql_checked!();
}

struct PgValue(Value);

impl<'a> postgres::types::FromSql<'a> for PgValue {
    fn from_sql(ty: &postgres::types::Type, raw: &'a [u8]) -> Result<Self, SqlError> {
        use postgres::types::Type;
        Ok(PgValue(match *ty {
            Type::INT8 => Value::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Value::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Value::Int(i16::from_sql(ty, raw)?.into()),
            Type::BOOL => Value::Int(bool::from_sql(ty, raw)?.into()),
            Type::FLOAT8 => Value::Real(f64::from_sql(ty, raw)?),
            Type::BYTEA => Value::Blob(raw.to_vec()),
            Type::UUID => Value::Id(Uuid::from_sql(ty, raw)?),
            Type::TEXT | Type::VARCHAR | Type::NAME | Type::UNKNOWN => {
                Value::Text(String::from_sql(ty, raw)?)
            }
            _ => return Err(format!("column type {ty} has no Tandem value; cast it in the query").into()),
        }))
    }
    fn from_sql_null(_: &postgres::types::Type) -> Result<Self, SqlError> {
        Ok(PgValue(Value::Null))
    }
    fn accepts(_: &postgres::types::Type) -> bool {
        true
    }
}
