//! What a scope names and no lot of ours has: said to whoever opens or expands a recall, with the lots that may be meant,
//! since a number that is keyed wrong holds nothing.

use crate::{
    error::Failure,
    operations::{Act, named},
    rules::{
        notice::{Notice, NoticeCode},
        recall::scope::{Matched, ScopeLine},
        refusal::path,
    },
};
use entity::{id::LotId, lot};
use std::collections::{BTreeMap, BTreeSet};

/// Most look-alikes that one sentence names.
const MOST_NAMED: usize = 5;

/// One notice for each of `lines` with numbers that matched nothing.
///
/// # Errors
/// When the database fails.
pub(in crate::operations) async fn notices(
    act: &Act<'_>,
    lines: &[ScopeLine],
    matched: &[Matched],
) -> Result<Vec<Notice>, Failure> {
    let unmatched = || matched.iter().enumerate().filter(|(_, matched)| is_worth_a_word(matched));
    let alike: BTreeSet<LotId> = unmatched().flat_map(|(_, matched)| matched.look_alikes.iter().copied()).collect();
    if unmatched().next().is_none() {
        return Ok(vec![]);
    }

    let lots = named::lots(act.transaction, &alike).await?;
    let notice = |(number, matched): (usize, &Matched)| {
        let names_lots = lines.get(number).is_some_and(|line| !line.lot_numbers.is_empty());
        let name = if names_lots { "lotNumbers" } else { "lotRange" };
        let at = path(["scope", number.to_string().as_str(), name]);
        Notice::new(NoticeCode::RecalledLotNotFound, at, sentence(matched, &lots))
    };
    Ok(unmatched().map(notice).collect())
}

/// Numbers that were not found, or a line that found nothing at all.
fn is_worth_a_word(matched: &Matched) -> bool {
    !matched.not_found.is_empty() || matched.lots.is_empty()
}

fn sentence(matched: &Matched, lots: &BTreeMap<LotId, lot::Model>) -> String {
    let numbers = matched.not_found.join(", ");
    let missing = match matched.not_found.as_slice() {
        [] => "No lot here is meant by this line.".to_owned(),
        [_] => format!("No lot here has the number {numbers}: nothing of it is held."),
        _ => format!("No lots here have the numbers {numbers}: nothing of them is held."),
    };
    let alike: Vec<&str> =
        matched.look_alikes.iter().filter_map(|id| Some(lots.get(id)?.lot_number.as_str())).collect();
    let more = match alike.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let shown: Vec<&str> = alike.iter().take(MOST_NAMED).copied().collect();
    match shown.as_slice() {
        [] => missing,
        shown => format!("{missing} Look at {}{more}, which look alike and are not held.", shown.join(", ")),
    }
}
