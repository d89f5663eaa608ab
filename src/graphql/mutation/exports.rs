//! Links that exports are opened by.

use crate::{
    error::Failure,
    graphql::{
        answer::{Outcome, perform},
        error::graphql_error,
        input::export::CreateExportLinkInput,
        loader::find,
    },
};
use async_graphql::{Context, Description, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use entity::export_link;

/// What came of asking for a link.
#[derive(SimpleObject)]
pub(super) struct CreateExportLinkPayload {
    /// The link.
    export_link: Option<ExportLink>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// A link that an export is opened by in a browser: once, without a token, within a minute.
#[derive(Description)]
pub(super) struct ExportLink(export_link::Model);

#[Object(use_type_description)]
impl ExportLink {
    /// The address, on the server that answers this: `/exports/…`. Whoever has it can open it, so hand it to the browser
    /// and nobody else.
    async fn url(&self) -> String {
        format!("/exports/{}", self.0.secret)
    }

    /// Until when it can be opened.
    async fn expires_at(&self) -> DateTime<Utc> {
        self.0.expires_at.to_utc()
    }
}

/// Links that exports are opened by.
#[derive(Default)]
pub(super) struct ExportMutation;

#[Object]
impl ExportMutation {
    /// Makes a link that opens an export in a browser: once, within 60 seconds, with your rights of this moment. Needs
    /// the right that the export's content is read by. That it was opened, and how many rows it had, is in the audit log.
    async fn create_export_link(
        &self,
        context: &Context<'_>,
        input: CreateExportLinkInput,
    ) -> Result<CreateExportLinkPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let Some(done) = done else { return Ok(CreateExportLinkPayload { export_link: None, outcome }) };
        // A repetition long after may name a link that is no longer kept.
        let gone = || graphql_error(Failure::Broken(format!("{} is no longer kept: use a new key", done.link_id)));
        let link = find(context, done.link_id).await?.ok_or_else(gone)?;
        Ok(CreateExportLinkPayload { export_link: Some(ExportLink(link)), outcome })
    }
}
