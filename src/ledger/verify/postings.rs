//! Postings: each has moved something.

use super::{
    Proof,
    finding::Row,
    stretch::{ROWS, Stretch},
};
use crate::{database::Reader, error::Failure};
use entity::{entry, id::PostingId, posting};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeSet;

/// Proves every posting. That an entry's posting is there is proved with the entry.
pub(super) async fn prove(books: &Reader, proof: &mut Proof<'_>) -> Result<(), Failure> {
    let mut stretch = Stretch::FIRST;
    loop {
        let postings: Vec<PostingId> = posting::Entity::find()
            .select_only()
            .column(posting::Column::Id)
            .filter(stretch.holds(posting::Column::Id))
            .order_by_asc(posting::Column::Id)
            .limit(ROWS)
            .into_tuple()
            .all(books)
            .await?;
        stretch = stretch.cut(&postings);
        let with_entries = with_entries(books, stretch).await?;
        proof.postings += postings.len();
        for id in postings.into_iter().filter(|id| !with_entries.contains(id)) {
            proof.findings.add(Row::Posting(id), "the number of its entries", 0, "1 or more");
        }
        match stretch.next() {
            Some(next) => stretch = next,
            None => return Ok(()),
        }
    }
}

async fn with_entries(books: &Reader, stretch: Stretch<PostingId>) -> Result<BTreeSet<PostingId>, Failure> {
    let entries = entry::Entity::find()
        .select_only()
        .column(entry::Column::PostingId)
        .distinct()
        .filter(stretch.holds(entry::Column::PostingId));
    Ok(entries.into_tuple().all(books).await?.into_iter().collect())
}
