//! A sale that the site knows already: the till sends it again under a new key, or another one under the same id.

use super::{RecordSale, RecordSaleDone, SaleLine, form::CheckedLine, said_otherwise};
use crate::{
    error::{Error, Failure},
    operations::Act,
    rules::{
        notice::{Notice, NoticeCode},
        refusal::{Refusal, field},
    },
};
use entity::{sale, site};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};

/// What the lines of a repetition are known by.
pub(super) fn hash(lines: &[SaleLine]) -> Result<Vec<u8>, Failure> {
    let json = serde_json::to_string(lines);
    let json = json.map_err(|cause| Failure::Broken(format!("an input cannot be written down: {cause}")))?;
    Ok(Sha256::digest(json).to_vec())
}

/// What was answered to this sale before, if the site knows it, in these words or in others.
///
/// # Errors
/// `CONFLICT` when the sale of this id has other lines.
pub(super) async fn again(
    input: &RecordSale,
    act: &Act<'_>,
    site: &site::Model,
    lines: &[CheckedLine<'_>],
    lines_hash: &[u8],
) -> Result<Option<RecordSaleDone>, Error> {
    let here = sale::Entity::find().filter(sale::COLUMN.site_id.eq(input.site_id));
    let Some(known) = here.filter(sale::COLUMN.sale_id.eq(input.sale_id.clone())).one(act.transaction).await? else {
        return Ok(None);
    };
    let at = known.recorded_at.to_utc().to_rfc3339();
    let is_the_same =
        known.lines_hash == lines_hash || said_otherwise::is_the_same(input, act, site, lines, &known).await?;
    if !is_the_same {
        let message = format!("Sale {} was recorded here at {at} with other lines.", input.sale_id);
        return Err(Refusal::conflict(field("saleId"), Some(known.id.to_string()), message).into());
    }
    let message = format!("Sale {} was recorded at {at}; nothing was written now.", input.sale_id);
    act.notify([Notice::new(NoticeCode::AlreadyDone, field("saleId"), message)]);
    Ok(Some(RecordSaleDone { sale_id: known.id }))
}
