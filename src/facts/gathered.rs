//! What an act gathers of the rows that it writes, until it ends.

use std::collections::BTreeMap;

use entity::{fact, id::AuditEventId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, ModelTrait,
    sea_query::{Expr, ExprTrait, Func, InsertStatement, Query, SubQueryStatement},
};
use sha2::{Digest, Sha256};

use super::{
    content::{self, Content},
    covered,
};

/// How many facts go with one statement; an act seldom has more.
const AT_ONCE: usize = 1_000;

/// The facts of an act, one for each row that it wrote, however often.
pub struct Gathered {
    rows: BTreeMap<(&'static str, Vec<u8>), Change>,
    running: Running,
}

/// What became of a row.
struct Change {
    is_new: bool,
    /// `None` where it was removed.
    content: Option<Content>,
}

/// The facts that an act has written so far: several operations of one file are one act.
#[derive(Clone)]
pub struct Running {
    act_id: AuditEventId,
    count: i64,
    digest: Sha256,
}

/// What the audit log says of an act's facts.
pub struct Written {
    /// The act: the id of its row in the audit log.
    pub act_id: AuditEventId,
    /// How many facts it wrote.
    pub count: i64,
    /// SHA-256 over them, in their order.
    pub digest: Vec<u8>,
}

impl Running {
    /// An act that has written nothing yet.
    pub fn new(act_id: AuditEventId) -> Self {
        Self { act_id, count: 0, digest: Sha256::new() }
    }

    /// What it wrote.
    pub fn written(&self) -> Written {
        Written { act_id: self.act_id, count: self.count, digest: self.digest.clone().finalize().to_vec() }
    }

    /// Adds the next fact of the act.
    pub fn add(&mut self, fact: &fact::Model) {
        let digest = fact.digest.as_deref().unwrap_or_default();
        let fields: [&[u8]; 4] = [fact.table_name.as_bytes(), &fact.row_key, digest, &fact.tags];
        for field in fields {
            self.digest.update((field.len() as u64).to_be_bytes());
            self.digest.update(field);
        }
        self.digest.update(fact.version.to_be_bytes());
        self.digest.update(fact.ordinal.to_be_bytes());
        self.count += 1;
    }
}

impl Gathered {
    /// Nothing yet, of an act that has written `running` before.
    pub fn new(running: Running) -> Self {
        Self { rows: BTreeMap::new(), running }
    }

    /// `row` was not there before.
    pub fn inserted<M: ModelTrait>(&mut self, row: &M) {
        let table = content::table::<M>();
        self.note(row, !covered::is_written_anew(table), Some(content::content(row)));
    }

    /// `row` is what is there now, whatever was before.
    pub fn changed<M: ModelTrait>(&mut self, row: &M) {
        self.note(row, false, Some(content::content(row)));
    }

    /// `row` is not there any more.
    pub fn removed<M: ModelTrait>(&mut self, row: &M) {
        let key = (content::table::<M>(), content::key(row));
        match self.rows.get(&key) {
            // It came and went within the act: nobody ever saw it.
            Some(Change { is_new: true, .. }) => drop(self.rows.remove(&key)),
            _ => self.note(row, false, None),
        }
    }

    fn note<M: ModelTrait>(&mut self, row: &M, is_new: bool, content: Option<Content>) {
        let table = content::table::<M>();
        if !covered::has_facts(table) {
            return;
        }
        let noted = self.rows.entry((table, content::key(row)));
        noted.and_modify(|change| change.content.clone_from(&content)).or_insert(Change { is_new, content });
    }

    /// Writes what was gathered, and answers all that the act has written until now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write(mut self, transaction: &DatabaseTransaction) -> Result<Running, DbErr> {
        let first = self.running.count;
        let mut facts = Vec::with_capacity(self.rows.len());
        for (ordinal, ((table, row_key), change)) in (first..).zip(self.rows) {
            let (digest, tags) = change.content.map_or((None, vec![]), |content| (Some(content.digest), content.tags));
            let version = if change.is_new { 1 } else { NEXT };
            let (table_name, act_id) = (table.to_owned(), self.running.act_id);
            facts.push(fact::Model { table_name, row_key, version, act_id, ordinal, digest, tags });
        }

        for facts in facts.chunks_mut(AT_ONCE) {
            insert(transaction, facts).await?;
        }
        facts.iter().for_each(|fact| self.running.add(fact));
        Ok(self.running)
    }
}

/// Stands for the version after the newest, which the database counts.
const NEXT: i64 = 0;

/// Writes facts in one statement. Versions that the database counts are set in `facts`.
async fn insert(transaction: &DatabaseTransaction, facts: &mut [fact::Model]) -> Result<(), DbErr> {
    if facts.iter().all(|fact| fact.version != NEXT) {
        insert_counted(transaction, facts).await?;
        return Ok(());
    }

    let counted = transaction.query_all(&statement(facts)?).await?;
    let mut versions = BTreeMap::new();
    for row in counted {
        versions.insert(row.try_get_by::<i64, _>("ordinal")?, row.try_get_by::<i64, _>("version")?);
    }
    for fact in facts {
        fact.version = versions.get(&fact.ordinal).copied().unwrap_or(fact.version);
    }
    Ok(())
}

/// Writes facts whose versions are known, in one statement.
pub(super) async fn insert_counted(connection: &impl ConnectionTrait, facts: &[fact::Model]) -> Result<(), DbErr> {
    let rows = facts.iter().cloned().map(IntoActiveModel::into_active_model);
    fact::Entity::insert_many(rows).exec_without_returning(connection).await?;
    Ok(())
}

fn statement(facts: &[fact::Model]) -> Result<InsertStatement, DbErr> {
    use fact::Column::{ActId, Digest, Ordinal, RowKey, TableName, Tags, Version};
    let mut insert = Query::insert();
    insert.into_table(fact::Entity).columns([TableName, RowKey, Version, ActId, Ordinal, Digest, Tags]);
    for fact in facts {
        let version = if fact.version == NEXT { next_version(fact) } else { Expr::value(fact.version) };
        let values = [
            Expr::value(fact.table_name.as_str()),
            Expr::value(fact.row_key.clone()),
            version,
            Expr::value(fact.act_id),
            Expr::value(fact.ordinal),
            Expr::value(fact.digest.clone()),
            Expr::value(fact.tags.clone()),
        ];
        insert.values(values).map_err(|cause| DbErr::Custom(cause.to_string()))?;
    }
    insert.returning(Query::returning().columns([Ordinal, Version]));
    Ok(insert)
}

/// The rows that it counts are locked: whoever changed the row holds it until the act ends.
fn next_version(fact: &fact::Model) -> Expr {
    let newest = Query::select()
        .expr(Func::coalesce([Expr::col(fact::Column::Version).max(), Expr::value(0_i64)]).add(1_i64))
        .from(fact::Entity)
        .and_where(fact::Column::TableName.eq(fact.table_name.as_str()))
        .and_where(fact::Column::RowKey.eq(fact.row_key.clone()))
        .to_owned();
    Expr::from(SubQueryStatement::from(newest))
}
