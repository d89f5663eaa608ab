//! Rows that were there before facts were kept: taken over once, as they are found, so that what is
//! changed afterwards shows. What was changed before cannot show.
//!
//! A database of release 0.1.0 is taken over when this release first opens it; one that this release
//! made has an empty baseline from its first moment. Each seal of the audit log names it.

use entity::{fact, fact_baseline, id::AuditEventId, instant::Instant};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryOrder};

use super::{
    gathered::{Running, insert_counted},
    table,
    walk::{History, Pair, Walk},
};

/// How many facts go with one statement.
const AT_ONCE: usize = 1_000;

/// Takes over the rows of which no fact says what is found, unless the database has a baseline;
/// answers how many there were. Nobody else writes meanwhile, and the caller's transaction keeps all of it or none.
///
/// # Errors
/// When the database fails.
pub async fn take_over(connection: &impl ConnectionTrait) -> Result<Option<i64>, DbErr> {
    if find(connection).await?.is_some() {
        return Ok(None);
    }

    let act_id = AuditEventId::new();
    let mut running = Running::new(act_id);
    for table in table::all() {
        let mut walk = Walk::new(connection, &table);
        let mut found = Vec::with_capacity(AT_ONCE);
        while let Some(pair) = walk.next().await? {
            found.extend(as_found(table.name, act_id, pair));
            if found.len() == AT_ONCE {
                write(connection, &mut running, std::mem::take(&mut found)).await?;
            }
        }
        write(connection, &mut running, found).await?;
    }

    let facts = running.written();
    let row =
        fact_baseline::Model { act_id, found_at: moment_of(act_id), facts: facts.count, facts_digest: facts.digest };
    fact_baseline::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(Some(facts.count))
}

/// The baseline of the database; `None` before this release opened it.
///
/// # Errors
/// When the database fails.
pub async fn find(connection: &impl ConnectionTrait) -> Result<Option<fact_baseline::Model>, DbErr> {
    let first = fact_baseline::Entity::find().order_by_asc(fact_baseline::Column::ActId);
    first.one(connection).await
}

/// The fact that says of a row what is found, where its newest one does not.
fn as_found(table: &str, act_id: AuditEventId, pair: Pair) -> Option<fact::Model> {
    let content = pair.row.map(|row| row.content);
    let (version, said) = match pair.history {
        Some(History { newest, .. }) => (newest.version, newest.digest),
        None => (0, None),
    };

    let (digest, tags) = content.map_or((None, vec![]), |content| (Some(content.digest), content.tags));
    (digest != said).then(|| fact::Model {
        table_name: table.to_owned(),
        row_key: pair.key,
        version: version + 1,
        act_id,
        ordinal: 0,
        digest,
        tags,
    })
}

async fn write(
    connection: &impl ConnectionTrait,
    running: &mut Running,
    mut facts: Vec<fact::Model>,
) -> Result<(), DbErr> {
    if facts.is_empty() {
        return Ok(());
    }
    for fact in &mut facts {
        fact.ordinal = running.written().count;
        running.add(fact);
    }
    insert_counted(connection, &facts).await
}

/// When the id was made: an id says it, to the millisecond.
fn moment_of(id: AuditEventId) -> Instant {
    let (seconds, nanoseconds) = id.0.get_timestamp().map_or((0, 0), |moment| moment.to_unix());
    let milliseconds = seconds.saturating_mul(1_000).saturating_add(u64::from(nanoseconds / 1_000_000));
    Instant(i64::try_from(milliseconds).unwrap_or(i64::MAX))
}
