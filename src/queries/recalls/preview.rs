//! What a recall of a scope would come to: what matches, and the numbers that it would begin with. The full trace, which
//! a mock recall measures.

use entity::id::LotId;
use sea_orm::ConnectionTrait;

use super::{
    Affected, matches,
    progress::{self, Progress},
};
use crate::{
    error::Failure,
    rules::recall::scope::{Matched, ScopeLine},
};

/// What a scope comes to.
#[derive(Debug)]
pub struct Preview {
    /// What each line matches.
    pub matched: Vec<Matched>,
    /// The same in numbers.
    pub progress: Progress,
}

/// What a recall of these lines would come to; `holds` where it would hold stock and tell people.
///
/// # Errors
/// When the database fails.
pub async fn of_lines(connection: &impl ConnectionTrait, lines: &[ScopeLine], holds: bool) -> Result<Preview, Failure> {
    let matched = matches::of_lines(connection, lines).await?;
    let lots: Vec<LotId> = matched.iter().flat_map(|matched| matched.lots.iter().copied()).collect();

    let affected = Affected::of_lots(connection, &lots, lines.iter()).await?;
    let progress = progress::before_opening(connection, &affected, holds).await?;
    Ok(Preview { matched, progress })
}
