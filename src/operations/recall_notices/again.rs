//! Notices that nobody has decided on, matched again because a lot or a product is new, or is called otherwise now.
//!
//! They are found by one look into the index of terms, so that a receipt of a new lot that no notice names pays one
//! statement for it.

use super::{
    Catalogue,
    known::{code, known, terms as terms_of},
    reading, replace_matches, terms, undecided,
};
use crate::{error::Error, operations::Act};
use entity::{
    id::{ProductId, RecallNoticeId},
    product, product_identifier as identifier,
    recall_notice::{self as notice, RecallNoticeStatus},
    recall_notice_match,
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set};
use std::collections::BTreeSet;

/// A lot is known by this number now.
///
/// # Errors
/// When the database fails.
pub(crate) async fn lot_is_known(act: &Act<'_>, canonical: &str) -> Result<(), Error> {
    let connection = act.transaction;
    let mut notices = terms::having(connection, &[canonical.to_owned()]).await?;
    notices.extend(terms::around(connection, canonical).await?);
    again(act, notices).await
}

/// A product is known by this name and these codes now.
///
/// # Errors
/// When the database fails.
pub(crate) async fn product_is_known(act: &Act<'_>, id: ProductId) -> Result<(), Error> {
    let connection = act.transaction;
    let Some(row) = product::Entity::find_by_id(id).one(connection).await? else { return Ok(()) };
    let codes = identifier::Entity::find().filter(identifier::COLUMN.product_id.eq(id)).all(connection).await?;
    let product = known(&row, codes.iter().map(code).collect());
    let named: Vec<String> = terms_of(&product).collect();
    let mut notices = terms::having(connection, &named).await?;
    // What named it until now may not name it any more.
    let before = recall_notice_match::Entity::find().select_only().column(recall_notice_match::Column::NoticeId);
    let before = before.filter(recall_notice_match::COLUMN.product_id.eq(id));
    notices.extend(before.into_tuple::<RecallNoticeId>().all(connection).await?);
    again(act, notices).await
}

/// Matches these notices again, as far as nobody has decided on them.
async fn again(act: &Act<'_>, ids: BTreeSet<RecallNoticeId>) -> Result<(), Error> {
    if ids.is_empty() {
        return Ok(());
    }
    let connection = act.transaction;
    let rows = notice::Entity::find()
        .filter(notice::COLUMN.id.is_in(ids))
        .filter(notice::COLUMN.status.is_in([RecallNoticeStatus::Proposed, RecallNoticeStatus::NoMatch]))
        .order_by_asc(notice::COLUMN.id)
        .lock_exclusive()
        .all(connection)
        .await?;
    if rows.is_empty() {
        return Ok(());
    }
    let catalogue = Catalogue::load(connection).await?;
    for row in rows {
        let reading = reading(&row.firm, &row.product_description, &row.code_info);
        let proposals = catalogue.propose(connection, &reading).await?;
        replace_matches(act, row.id, &proposals).await?;
        let status = undecided(&proposals);
        if status != row.status {
            let mut changed = row.into_active_model();
            changed.status = Set(status);
            act.update(changed).await?;
        }
    }
    Ok(())
}
