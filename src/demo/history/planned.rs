//! A planned act: who does what, when and where, in the words of the plan.

use crate::demo::clinic::Person;
use chrono::{DateTime, NaiveDate, Utc};
use entity::{entry::WasteReason, recall::RecallKind, sale_return_line::ReturnDisposition, usage::LateReason};
use rust_decimal::Decimal;

/// Which article, by its place in the assortment.
pub type ArticleKey = usize;
/// Which lot, by the order in which the history makes them.
pub type LotKey = usize;

/// Something that somebody did.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedAct {
    /// When it is recorded.
    pub at: DateTime<Utc>,
    /// Who does it.
    pub by: Person,
    /// Which of the sites.
    pub site: usize,
    /// What.
    pub deed: Deed,
}

/// What somebody did.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// The books are opened with what is there.
    Open(Vec<Supplied>),
    /// A delivery came.
    Receive {
        /// From whom, as the assortment calls them.
        supplier: String,
        /// The delivery note.
        note: String,
        /// What came.
        lines: Vec<Supplied>,
    },
    /// A patient was treated.
    Treat(Treatment),
    /// Something was sold.
    Sell {
        /// The POS id of the sale.
        sale: String,
        /// The POS id of the customer, where it is known.
        customer: Option<String>,
        /// What was sold.
        lines: Vec<SoldLine>,
    },
    /// One container of the first line of a sale comes back.
    TakeBack {
        /// The POS id of the sale.
        sale: String,
        /// What becomes of it.
        disposition: ReturnDisposition,
        /// Why it came back.
        reason: &'static str,
    },
    /// Something is promised.
    Promise {
        /// Of which article.
        article: ArticleKey,
        /// How much, in base units.
        quantity: Decimal,
        /// For what.
        purpose: &'static str,
        /// Until when.
        until: DateTime<Utc>,
    },
    /// Containers of a lot are stopped.
    Hold {
        /// Of which lot.
        lot: LotKey,
        /// How much of it, in base units.
        quantity: Decimal,
        /// Why.
        reason: &'static str,
    },
    /// The number of a lot was keyed wrong.
    Correct {
        /// Which lot.
        lot: LotKey,
        /// The right number.
        lot_number: String,
        /// Why.
        reason: &'static str,
    },
    /// A letter about a recall came.
    Notice {
        /// Who recalls.
        firm: String,
        /// What is recalled.
        product: String,
        /// Which lots.
        lots: String,
    },
    /// A recall is opened.
    Recall(PlannedRecall),
    /// A site counts a lot of the recall that was opened last.
    Count {
        /// Which lot.
        lot: LotKey,
        /// How much is there, in base units.
        counted: Decimal,
    },
    /// The recall that was opened last is closed.
    CloseRecall {
        /// What is said at the end.
        note: &'static str,
    },
    /// The books are set right.
    Adjust {
        /// Of which lot.
        lot: LotKey,
        /// By how much, in base units.
        by: Decimal,
        /// Why.
        reason: &'static str,
    },
}

/// A recall, or the rehearsal of one.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedRecall {
    /// Which of both.
    pub kind: RecallKind,
    /// Of which article.
    pub article: ArticleKey,
    /// Who recalls.
    pub firm: String,
    /// Which lots.
    pub lots: Vec<String>,
    /// Why.
    pub reason: &'static str,
}

/// A lot as it comes to a site.
#[derive(Clone, Debug, PartialEq)]
pub struct Supplied {
    /// The article.
    pub article: ArticleKey,
    /// The lot.
    pub lot: LotKey,
    /// Its number; none where lots are not tracked.
    pub lot_number: Option<String>,
    /// Its last day.
    pub expires_on: Option<NaiveDate>,
    /// Serial numbers.
    pub serials: Vec<String>,
    /// How many sealed containers.
    pub containers: i32,
    /// What is left in an open one, and since when it is open.
    pub open: Option<(Decimal, DateTime<Utc>)>,
    /// What one base unit costs, where that is known.
    pub unit_cost: Option<Decimal>,
    /// Why it is taken with less shelf life than the product asks for.
    pub short_shelf_life: Option<&'static str>,
}

/// A treatment.
#[derive(Clone, Debug, PartialEq)]
pub struct Treatment {
    /// The EHR's id of it.
    pub id: String,
    /// The EHR's id of the patient.
    pub patient: String,
    /// When it was done.
    pub performed_at: DateTime<Utc>,
    /// Why it is entered after that, with a note.
    pub late: Option<(LateReason, &'static str)>,
    /// What was used.
    pub lines: Vec<UsedLine>,
}

/// What was sold of one article: whatever lot expires first.
#[derive(Clone, Debug, PartialEq)]
pub struct SoldLine {
    /// The article.
    pub article: ArticleKey,
    /// How much, in base units.
    pub quantity: Decimal,
    /// The prescription, where it is sold on one.
    pub prescription: Option<String>,
}

/// What was used of one lot.
#[derive(Clone, Debug, PartialEq)]
pub struct UsedLine {
    /// The article.
    pub article: ArticleKey,
    /// The lot; its number as stated, where the books do not have it.
    pub lot: Result<LotKey, &'static str>,
    /// Base units used.
    pub quantity: Decimal,
    /// Base units wasted, and why.
    pub wasted: Option<(Decimal, WasteReason)>,
}
