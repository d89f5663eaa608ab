//! Recall notices, and what of ours they may mean.

use crate::{
    graphql::{
        connection::{Connection, asked, complexity, shown},
        error::graphql_error,
        object::recall_notice::{RecallNotice, RecallNoticeStatus},
        right,
    },
    operations::Deployment,
    queries::recall_notices,
    rules::rights::Right,
};
use async_graphql::{Context, Object, Result};

/// Recall notices.
#[derive(Default)]
pub(in crate::graphql) struct RecallNoticeQuery;

#[Object]
impl RecallNoticeQuery {
    /// Recall notices, the last recorded first: PROPOSED ones wait for somebody to look. Needs the right to read reports.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn recall_notices(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Those of this status alone.")] status: Option<RecallNoticeStatus>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<RecallNotice>> {
        right::require_somewhere(context, Right::ReadReports)?;
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let page = recall_notices::page(reader, status.map(Into::into), &asked).await.map_err(graphql_error)?;
        Ok(shown(page, RecallNotice))
    }
}
