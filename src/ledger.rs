//! The books: the only writer of postings, entries, balances and opened containers.
//!
//! A posting is one business act; its entries move quantities between balances (one lot at one site) and accounts.
//! Neither is ever updated or deleted: what was wrong is taken back by another posting. Balances and containers say where
//! that leads, and are proved from the entries. [`post`] takes a transaction, so half a posting cannot be written, and the
//! balances that the caller read under [`lock`], so that nothing changed in between.

pub mod chain;
pub mod containers;
pub mod demand;
pub mod locking;
mod valuation;
pub mod verify;

use crate::{
    database,
    error::{Error, Failure},
    rules::{
        allocation::PlannedContainer,
        refusal::{InputRule, Refusal, field},
    },
};
use chrono::NaiveDate;
use entity::{
    container,
    cost::Cost,
    entry,
    entry::{ConsumptionReason, LedgerAccount, ReceiptBasis, WasteReason},
    fixed_point::{Money, Quantity},
    id::{ComponentId, ContainerId, LotId, ProductId, SaleLineId, SiteId, StockId, UsageLineId},
    instant::Instant,
    posting, product_site, stock,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Set,
    sea_query::{Alias, Expr, OnConflict},
};
use std::collections::BTreeMap;
use valuation::Holding;

/// The balances that a posting moves, by lot, as they were read under the lock.
pub type Balances = BTreeMap<LotId, stock::Model>;

/// What an entry is to be worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// The share of the balance's cost that the quantity carries: moving average.
    Average,
    /// This cost, signed like the quantity.
    Given(Cost),
}

/// One movement of a posting.
#[derive(Clone, Debug)]
pub struct Movement {
    /// Which balance of the posting's site.
    pub lot_id: LotId,
    /// The opened container that it concerns.
    pub container_id: Option<ContainerId>,
    /// The other side.
    pub account: LedgerAccount,
    /// Signed: what the balance gains; 0 where only value moves.
    pub quantity: Quantity,
    /// What it is worth.
    pub worth: Worth,
    /// The treatment's line.
    pub usage_line_id: Option<UsageLineId>,
    /// What it is mixed in as.
    pub component_id: Option<ComponentId>,
    /// The sale's line.
    pub sale_line_id: Option<SaleLineId>,
    /// Why, where it is waste.
    pub waste_reason: Option<WasteReason>,
    /// What for, where it is used without a patient.
    pub consumption_reason: Option<ConsumptionReason>,
    /// What else is said of it.
    pub note: Option<String>,
    /// On what terms it came, where it is a receipt.
    pub receipt_basis: Option<ReceiptBasis>,
    /// The entry that it takes back.
    pub reverses: Option<(StockId, i64)>,
}

impl Movement {
    /// A movement of `quantity` of a lot at its average worth.
    pub fn new(lot_id: LotId, account: LedgerAccount, quantity: Quantity) -> Self {
        Self {
            lot_id,
            container_id: None,
            account,
            quantity,
            worth: Worth::Average,
            usage_line_id: None,
            component_id: None,
            sale_line_id: None,
            waste_reason: None,
            consumption_reason: None,
            note: None,
            receipt_basis: None,
            reverses: None,
        }
    }
}

/// A posting with all that it changes.
pub struct Act {
    /// The posting.
    pub posting: posting::Model,
    /// The day of the site on which it happened.
    pub occurred_on: NaiveDate,
    /// Its movements, in order.
    pub movements: Vec<Movement>,
    /// The opened containers it changes, as they are afterwards.
    pub containers: Vec<PlannedContainer>,
}

/// Locks the balances of `products` at `site`: no other write moves, reserves, holds or receives them until this
/// transaction ends. Rows are taken in id order, so that no two writes wait for each other. SQLite has one writer.
///
/// # Errors
/// When the database fails.
pub async fn lock(
    transaction: &DatabaseTransaction,
    site: SiteId,
    products: impl IntoIterator<Item = ProductId>,
) -> Result<(), Error> {
    if !database::has_row_locks(transaction.get_database_backend()) {
        return Ok(());
    }
    product_site::Entity::find()
        .filter(product_site::COLUMN.site_id.eq(site))
        .filter(product_site::COLUMN.product_id.is_in(products))
        .order_by_asc(product_site::COLUMN.product_id)
        .lock_exclusive()
        .all(transaction)
        .await?;
    Ok(())
}

/// Makes sure that `products` can have stock at `site`, so that [`lock`] finds their rows.
///
/// # Errors
/// When the database fails.
pub async fn shelve(
    transaction: &DatabaseTransaction,
    site_id: SiteId,
    products: impl IntoIterator<Item = ProductId>,
) -> Result<(), Error> {
    let rows = products
        .into_iter()
        .map(|product_id| product_site::ActiveModel { product_id: Set(product_id), site_id: Set(site_id) });
    product_site::Entity::insert_many(rows).on_conflict_do_nothing().exec_without_returning(transaction).await?;
    Ok(())
}

/// A balance that nothing was posted to yet, to be handed to [`post`] with the first movement of its lot at the site.
pub fn new_balance(lot_id: LotId, product_id: ProductId, site_id: SiteId, first_received_at: Instant) -> stock::Model {
    let id = StockId::new();
    stock::Model {
        id,
        lot_id,
        site_id,
        product_id,
        on_hand: Quantity::ZERO,
        opened: Quantity::ZERO,
        value: Money::ZERO,
        cost_unknown: Quantity::ZERO,
        first_received_at,
        sequence: 0,
        head: chain::genesis(id),
        last_recorded_at: Instant(i64::MIN),
        older_valuation_through: 0,
    }
}

/// Writes the posting, its entries, the balances and the containers.
///
/// `balances` are left as they are afterwards.
///
/// # Errors
/// `OUT_OF_RANGE` when a balance would overflow; [`Failure::Broken`] when a balance would fall below zero or was
/// changed by somebody else: the plan was not made from what the lock protects.
pub async fn post(
    transaction: &DatabaseTransaction,
    act: Act,
    balances: &mut Balances,
) -> Result<Vec<entry::Model>, Error> {
    let before: BTreeMap<LotId, i64> = balances.iter().map(|(lot, balance)| (*lot, balance.sequence)).collect();
    let entries = entries_of(&act, balances)?;
    open_or_close(&act, &entries, balances)?;
    posting::Entity::insert(act.posting.into_active_model()).exec_without_returning(transaction).await?;
    let moved = balances.values().filter(|balance| before.get(&balance.lot_id) != Some(&balance.sequence));
    write_balances(transaction, moved.cloned().collect()).await?;
    containers::write(transaction, act.containers).await?;
    let rows = entries.iter().cloned().map(IntoActiveModel::into_active_model);
    entry::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    Ok(entries)
}

fn entries_of(act: &Act, balances: &mut Balances) -> Result<Vec<entry::Model>, Error> {
    let digest = chain::digest(&act.posting);
    let mut entries = Vec::with_capacity(act.movements.len());
    for movement in &act.movements {
        let balance = balances.get_mut(&movement.lot_id).ok_or_else(|| missing(movement))?;
        entries.push(next_entry(act, &digest, movement, balance)?);

        // What came is taken back after a part of it left at an average: what that differs by is value of its own.
        if let Some(missing) = Holding::of(balance).variance() {
            let variance = Movement {
                worth: Worth::Given(missing),
                ..Movement::new(movement.lot_id, LedgerAccount::CostVariance, Quantity::ZERO)
            };
            entries.push(next_entry(act, &digest, &variance, balance)?);
        }
    }
    Ok(entries)
}

fn missing(movement: &Movement) -> Error {
    Failure::Broken(format!("a movement of {} was posted without its balance", movement.lot_id)).into()
}

/// The next entry of `balance`, which moves on by it.
fn next_entry(
    act: &Act,
    digest: &[u8],
    movement: &Movement,
    balance: &mut stock::Model,
) -> Result<entry::Model, Error> {
    let posting = &act.posting;
    let held = Holding::of(balance);
    let cost = match movement.worth {
        Worth::Average => held.share(movement.quantity),
        Worth::Given(cost) => cost,
    };
    let held = held.after(movement.quantity, cost).ok_or_else(overflow)?;
    balance.on_hand = held.on_hand;
    balance.value = held.cost.known;
    balance.cost_unknown = held.cost.unknown;
    balance.sequence += 1;
    balance.last_recorded_at = balance.last_recorded_at.max(posting.recorded_at);
    let mut entry = entry::Model {
        stock_id: balance.id,
        sequence: balance.sequence,
        posting_id: posting.id,
        lot_id: balance.lot_id,
        site_id: balance.site_id,
        container_id: movement.container_id,
        account: movement.account,
        quantity: movement.quantity,
        balance_after: held.on_hand,
        value: cost.value_of(movement.quantity),
        cost_unknown: cost.unknown_of(movement.quantity),
        occurred_at: posting.occurred_at,
        occurred_on: act.occurred_on,
        recorded_at: balance.last_recorded_at,
        usage_line_id: movement.usage_line_id,
        component_id: movement.component_id,
        sale_line_id: movement.sale_line_id,
        waste_reason: movement.waste_reason,
        consumption_reason: movement.consumption_reason,
        note: movement.note.clone(),
        receipt_basis: movement.receipt_basis,
        reverses_stock_id: movement.reverses.map(|(stock, _)| stock),
        reverses_sequence: movement.reverses.map(|(_, sequence)| sequence),
        hash: vec![],
    };
    entry.hash = chain::hash(&balance.head, digest, &entry);
    balance.head.clone_from(&entry.hash);
    Ok(entry)
}

/// What is open grows by each container that is opened, and by what moves in those that were open before: at the
/// balance that it moves in, as an open container may go from one lot to another.
fn open_or_close(act: &Act, entries: &[entry::Model], balances: &mut Balances) -> Result<(), Error> {
    let new: Vec<&container::Model> =
        act.containers.iter().filter(|planned| planned.is_new).map(|planned| &planned.container).collect();
    let opened = new.iter().map(|container| (container.lot_id, container.remaining));
    let is_new = |id| new.iter().any(|container| container.id == id);
    let moved = entries.iter().filter(|entry| entry.container_id.is_some_and(|id| !is_new(id)));
    for (lot, change) in opened.chain(moved.map(|entry| (entry.lot_id, entry.quantity))) {
        if let Some(balance) = balances.get_mut(&lot) {
            balance.opened = balance.opened.plus(change).ok_or_else(overflow)?;
        }
    }
    Ok(())
}

/// Writes the balances in one statement, each only if nothing was posted to it that was not read: the lock says so, and
/// this and the key of the entries prove it.
async fn write_balances(transaction: &DatabaseTransaction, balances: Vec<stock::Model>) -> Result<(), Error> {
    use sea_orm::sea_query::ExprTrait;
    use stock::Column::{CostUnknown, Head, Id, LastRecordedAt, OnHand, Opened, Sequence, Value};
    if let Some(broken) = balances.iter().find(|balance| !stands(balance)) {
        let (id, hand, opened) = (broken.id, broken.on_hand, broken.opened);
        return Err(Failure::Broken(format!("{id} would have {hand} on hand and {opened} opened")).into());
    }
    let wanted = balances.len();
    let given = Expr::col((Alias::new("excluded"), Sequence));
    let written = OnConflict::column(Id)
        .update_columns([OnHand, Opened, Value, CostUnknown, Sequence, Head, LastRecordedAt])
        .action_and_where(Expr::col((stock::Entity, Sequence)).lt(given))
        .to_owned();
    let insert = stock::Entity::insert_many(balances.into_iter().map(IntoActiveModel::into_active_model));
    let rows = insert.on_conflict(written).exec_without_returning(transaction).await?;
    if usize::try_from(rows) == Ok(wanted) {
        return Ok(());
    }
    Err(Failure::Broken(format!("{rows} of {wanted} balances were as they were read under the lock")).into())
}

fn stands(balance: &stock::Model) -> bool {
    Quantity::ZERO <= balance.opened && balance.opened <= balance.on_hand
}

fn overflow() -> Error {
    Refusal::invalid(field("lines"), InputRule::OutOfRange, "The balance would be beyond what can be counted.").into()
}
