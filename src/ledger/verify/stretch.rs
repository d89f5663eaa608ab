//! Walking a table of any size at constant memory: a stretch of ids after another, in the order of the key.

use sea_orm::{
    Condition, Value,
    sea_query::{Expr, ExprTrait, IntoColumnRef},
};

/// How many rows are in hand at once.
pub(super) const ROWS: u64 = 500;

/// The ids after one and through another; without the one from the first, without the other to the last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch<Id> {
    after: Option<Id>,
    through: Option<Id>,
}

impl<Id: Copy + Into<Value>> Stretch<Id> {
    /// From the first id on.
    pub(super) const FIRST: Self = Self { after: None, through: None };

    /// This stretch, cut where a page of [`ROWS`] ids ends.
    pub(super) fn cut(self, page: &[Id]) -> Self {
        let full = u64::try_from(page.len()).is_ok_and(|rows| rows >= ROWS);
        Self { through: page.last().copied().filter(|_| full), ..self }
    }

    /// What follows this one; `None` after the last.
    pub(super) fn next(self) -> Option<Self> {
        self.through.map(|through| Self { after: Some(through), through: None })
    }

    /// The rows whose `column` lies in it. Where the column may name what is not there, such rows are met as well.
    pub(super) fn holds(self, column: impl IntoColumnRef + Copy) -> Condition {
        let after = self.after.map(|id| Expr::col(column).gt(id.into()));
        let through = self.through.map(|id| Expr::col(column).lte(id.into()));
        Condition::all().add_option(after).add_option(through)
    }
}
