//! An entry: a quantity moved between a balance and an account. Keyed by balance and number, chained by hash. Written only by `ledger`, never changed.

use crate::{
    cost::Cost,
    fixed_point::{Money, Quantity},
    id::{ComponentId, ContainerId, LotId, PostingId, SaleLineId, SiteId, StockId, UsageLineId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// The other side of an entry. A reversal uses the account of what it reverses.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LedgerAccount {
    /// Came from a supplier.
    Supplier,
    /// Went back to a supplier.
    SupplierReturn,
    /// Was there when the books were opened.
    Opening,
    /// Used with a patient.
    Treatment,
    /// Used without a patient.
    Consumption,
    /// Sold, or taken back from a customer.
    Sale,
    /// Thrown away.
    Waste,
    /// Destroyed.
    Destruction,
    /// On the way between sites.
    Transit,
    /// Set right by a person.
    Adjustment,
    /// Found by measuring.
    Count,
    /// Moved between lots.
    LotCorrection,
    /// The difference between what stock was counted at and what it turned out to cost: value without a quantity.
    CostVariance,
}

/// Why something was wasted.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WasteReason {
    /// Past its expiry date.
    Expired,
    /// Past its in-use period.
    InUseExpired,
    /// Rest of a single-use container.
    SingleUseRemainder,
    /// Damaged.
    Damaged,
    /// Contaminated.
    Contaminated,
    /// Too warm or too cold.
    TemperatureExcursion,
    /// Spoilt in preparation.
    PreparationError,
    /// Prepared for a patient who did not come.
    PatientNoShow,
    /// Under a recall.
    Recalled,
    /// Something else; needs a note.
    Other,
}

/// What something was used for without a patient.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ConsumptionReason {
    /// Professional size at the chair: numbing cream, masks, peels.
    BackBar,
    /// Opened for customers to try.
    Tester,
    /// Shown or practised with; no demand follows from it.
    Demonstration,
    /// Given to take home.
    SampleGiven,
    /// Used by or on staff.
    Staff,
    /// Mixed into something else: diluent in a vial, lidocaine at the chair.
    Preparation,
    /// Something else; needs a note.
    Other,
}

/// On what terms goods came.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReceiptBasis {
    /// Bought.
    Purchased,
    /// Came free with something bought; may be sold.
    FreeGoods,
    /// A sample: never sold.
    Sample,
}

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entry")]
pub struct Model {
    /// The balance.
    #[sea_orm(primary_key, auto_increment = false)]
    pub stock_id: StockId,
    /// 1, 2, 3 … in recording order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: i64,
    /// The act.
    pub posting_id: PostingId,
    /// The balance's lot.
    pub lot_id: LotId,
    /// The balance's site.
    pub site_id: SiteId,
    /// The opened container it was drawn from.
    pub container_id: Option<ContainerId>,
    /// The other side.
    pub account: LedgerAccount,
    /// Signed: what the balance gained; 0 where only value moved.
    pub quantity: Quantity,
    /// On hand afterwards.
    pub balance_after: Quantity,
    /// Signed cost that moved with it, of what is of known cost; `None` where nothing of it is.
    pub value: Option<Money>,
    /// Signed: how much of the quantity is of unknown cost, where that is a part. Without a value it is all of it.
    pub cost_unknown: Option<Quantity>,
    /// When it happened.
    pub occurred_at: Instant,
    /// The same, as a day of the site.
    pub occurred_on: Date,
    /// When it was written; never decreases within a balance.
    pub recorded_at: Instant,
    /// The treatment's line.
    pub usage_line_id: Option<UsageLineId>,
    /// What it was mixed in as.
    pub component_id: Option<ComponentId>,
    /// The sale's line: what it sold, or what came back of it.
    pub sale_line_id: Option<SaleLineId>,
    /// Why, where it is waste.
    pub waste_reason: Option<WasteReason>,
    /// What for, where it was used without a patient.
    pub consumption_reason: Option<ConsumptionReason>,
    /// What else was said of it.
    pub note: Option<String>,
    /// On what terms it came, where it is a receipt.
    pub receipt_basis: Option<ReceiptBasis>,
    /// Balance of the entry that this one takes back.
    pub reverses_stock_id: Option<StockId>,
    /// Number of the entry that this one takes back.
    pub reverses_sequence: Option<i64>,
    /// SHA-256 over the hash before, the posting and this entry.
    pub hash: Vec<u8>,
    /// The row that `posting_id` names.
    #[sea_orm(belongs_to, from = "posting_id", to = "id")]
    pub posting: BelongsTo<super::posting::Entity>,
}

impl Model {
    /// What it moved in money, signed like the quantity.
    pub fn cost(&self) -> Cost {
        Cost::stored(self.quantity, self.value, self.cost_unknown)
    }
}

impl ActiveModelBehavior for ActiveModel {}
