//! Opened containers: what was drawn, wasted and measured is what the entries say, and the glass adds up.

use super::{
    Proof,
    finding::{Findings, Row},
    stretch::{ROWS, Stretch},
};
use crate::{database::Reader, error::Failure};
use entity::{
    container,
    entry::{self, LedgerAccount},
    fixed_point::Quantity,
    id::ContainerId,
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::BTreeMap;

/// What the entries of one container came to, by account.
pub(super) type Moved = BTreeMap<LedgerAccount, Quantity>;

/// Proves every container.
pub(super) async fn prove(books: &Reader, proof: &mut Proof<'_>) -> Result<(), Failure> {
    let mut stretch = Stretch::FIRST;
    loop {
        let containers = page(books, stretch).await?;
        stretch = stretch.cut(&containers.iter().map(|container| container.id).collect::<Vec<_>>());
        let mut moved = moved(books, stretch).await?;
        proof.containers += containers.len();
        for container in containers {
            compare(&container, &moved.remove(&container.id).unwrap_or_default(), &mut proof.findings);
        }
        for id in moved.into_keys() {
            proof.findings.add(Row::Container(id), "its row", "missing", "there, as entries name it");
        }
        match stretch.next() {
            Some(next) => stretch = next,
            None => return Ok(()),
        }
    }
}

async fn page(books: &Reader, stretch: Stretch<ContainerId>) -> Result<Vec<container::Model>, Failure> {
    let containers = container::Entity::find()
        .filter(stretch.holds(container::Column::Id))
        .order_by_asc(container::Column::Id)
        .limit(ROWS);
    Ok(containers.all(books).await?)
}

async fn moved(books: &Reader, stretch: Stretch<ContainerId>) -> Result<BTreeMap<ContainerId, Moved>, Failure> {
    let sums = entry::Entity::find()
        .select_only()
        .columns([entry::Column::ContainerId, entry::Column::Account])
        .expr_as(Expr::col(entry::Column::Quantity).sum().cast_as("bigint"), "moved")
        .filter(entry::COLUMN.container_id.is_not_null())
        .filter(stretch.holds(entry::Column::ContainerId))
        .group_by(entry::Column::ContainerId)
        .group_by(entry::Column::Account);
    let mut moved: BTreeMap<ContainerId, Moved> = BTreeMap::new();
    for (container, account, quantity) in sums.into_tuple().all(books).await? {
        moved.entry(container).or_default().insert(account, quantity);
    }
    Ok(moved)
}

/// Compares a container with its entries, and with itself.
pub(super) fn compare(container: &container::Model, moved: &Moved, findings: &mut Findings) {
    use LedgerAccount::{Consumption, Destruction, SupplierReturn, Treatment, Waste};
    let row = Row::Container(container.id);
    findings.compare(row, "used", container.used, sum(moved, &[Treatment, Consumption]).negated());
    findings.compare(row, "wasted", container.wasted, sum(moved, &[Waste, Destruction, SupplierReturn]).negated());
    findings.compare(row, "counted", container.counted, counted(container, moved));
    let given = [container.contents, container.counted].into_iter().sum::<Quantity>();
    let taken = [container.used, container.wasted, container.remaining].into_iter().sum();
    findings.compare(row, "contents and counted", given, taken);
}

/// What measuring found. A container that came into the books opened, and was taken back out of them, is measured empty.
fn counted(container: &container::Model, moved: &Moved) -> Quantity {
    use LedgerAccount::{Adjustment, Count, Opening};
    let came_opened = moved.get(&Opening).map(|moved| Quantity(moved.0 - container.contents.0));
    [sum(moved, &[Count, Adjustment]), came_opened.unwrap_or_default()].into_iter().sum()
}

fn sum(moved: &Moved, accounts: &[LedgerAccount]) -> Quantity {
    accounts.iter().filter_map(|account| moved.get(account).copied()).sum()
}
