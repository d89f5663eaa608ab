//! Making the link that one export is opened by, once and within a minute: a browser that opens a page sends no bearer
//! token. The only operation outside `operations`: it knows exports, and they stand above what staff do.

use chrono::TimeDelta;
use entity::{export_link as link, id::ExportLinkId};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde::{Deserialize, Serialize};

use super::Export;
use crate::{
    error::{Error, Failure},
    operations::{Act, Operation},
    rules::refusal::path,
};

/// For how long a link can be opened.
const VALID: TimeDelta = TimeDelta::seconds(60);
/// For how long a link that can no longer be opened is kept.
const KEPT: TimeDelta = TimeDelta::days(1);

/// What is to be exported.
#[derive(Clone, Debug, Serialize)]
pub struct CreateExportLink {
    /// The export.
    pub export: Export,
}

/// The link that was made. What its address has stays out of the answer that is kept and out of the audit log.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CreateExportLinkDone {
    /// The link.
    pub link_id: ExportLinkId,
}

impl Operation for CreateExportLink {
    type Done = CreateExportLinkDone;
    const NAME: &'static str = "createExportLink";

    async fn perform(&self, act: &Act<'_>) -> Result<CreateExportLinkDone, Error> {
        let allowed = self.export.authorize(act.transaction, &act.request.caller).await;
        allowed.map_err(|error| self.in_the_input(error))?;

        let over = link::COLUMN.expires_at.lt(act.now().plus(-KEPT));
        link::Entity::delete_many().filter(over).exec(act.transaction).await?;

        let row = link::Model {
            id: ExportLinkId::new(),
            secret: secret(),
            export: to_json(&self.export)?,
            caller: to_json(&act.request.caller)?,
            created_at: act.now(),
            expires_at: act.now().plus(VALID),
            opened_at: None,
        };
        let link_id = row.id;
        link::Entity::insert(row.into_active_model()).exec_without_returning(act.transaction).await?;
        Ok(CreateExportLinkDone { link_id })
    }
}

impl CreateExportLink {
    /// What is exported is asked for by a filter elsewhere too: a refusal names the field of this input.
    fn in_the_input(&self, error: Error) -> Error {
        let Error::Refused(mut refusals) = error else { return error };
        for refusal in &mut refusals {
            let name = refusal.field.pop().unwrap_or_default();
            refusal.field = path(["what", self.export.input(), name.as_str()]);
        }
        Error::Refused(refusals)
    }
}

/// 32 bytes that nobody can guess, as hexadecimal digits.
fn secret() -> String {
    rand::random::<[u8; 32]>().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn to_json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|cause| Failure::Broken(format!("a link cannot be written down: {cause}")))
}
