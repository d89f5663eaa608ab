//! Recalls, and what one would come to.

use crate::{
    graphql::{
        connection::{Connection, asked, complexity, shown},
        error::graphql_error,
        input::recall::{RecallScopeInput, lines},
        mock_trace,
        object::recall::{
            Recall, RecallKind, RecallStatus,
            part::RecallProgress,
            scope::{RecallPreview, RecallScopeResult},
        },
        right,
    },
    operations::{Deployment, recalls},
    queries::recalls::lists,
    rules::rights::Right,
};
use async_graphql::{Context, Object, Result};

/// What a preview costs: a whole trace.
const PREVIEW: usize = 1_000;

/// Recalls, and what one would come to.
#[derive(Default)]
pub(in crate::graphql) struct RecallQuery;

#[Object]
impl RecallQuery {
    /// Recalls of the whole organisation, newest first.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn recalls(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Those of this status alone.")] status: Option<RecallStatus>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Recall>> {
        right::require_somewhere(context, Right::ReadStock)?;
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let page = lists::page(reader, status.map(Into::into), &asked).await.map_err(graphql_error)?;
        Ok(shown(page, Recall))
    }

    /// What a recall would come to: what matches, what was not found, what looks alike, and the numbers. Nothing is held.
    /// Needs the role MEDICAL_DIRECTOR at every site.
    #[graphql(complexity = "child_complexity + PREVIEW")]
    async fn preview_recall(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What kind of recall it would be.")] kind: RecallKind,
        scope: Vec<RecallScopeInput>,
    ) -> Result<RecallPreview> {
        right::require_everywhere(context, Right::OpenRecall)?;
        let reader = context.data::<Deployment>()?.database.reader();
        let given = lines(scope).map_err(graphql_error)?;
        let lines = recalls::scope::check(reader, &given).await.map_err(graphql_error)?;

        let (preview, trace_millis) = mock_trace::preview(reader, kind.into(), &lines).await.map_err(graphql_error)?;
        let scope = lines.iter().zip(preview.matched).map(|(line, matched)| RecallScopeResult::new(line, matched));
        Ok(RecallPreview { scope: scope.collect(), progress: RecallProgress::new(&preview.progress, trace_millis) })
    }
}
