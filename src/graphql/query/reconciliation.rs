//! Units bought against units used.

use crate::{
    graphql::{
        connection::{Connection, asked, complexity, shown},
        error::graphql_error,
        input::reconciliation::ReconciliationFilter,
        object::lot_reconciliation::LotReconciliation,
        reconciled,
    },
    operations::Deployment,
    queries::reconciliation,
    request::Request,
    rules::refusal::path,
};
use async_graphql::{Context, Object, Result};

/// Units bought against units used.
#[derive(Default)]
pub(in crate::graphql) struct ReconciliationQuery;

#[Object]
impl ReconciliationQuery {
    /// What came of each lot at each site against what became of it, over some days: units bought against units used.
    /// By the day of the act, at the sites where you may read figures.
    #[graphql(complexity = "100 + complexity(first, child_complexity)")]
    async fn reconciliation(
        &self,
        context: &Context<'_>,
        filter: ReconciliationFilter,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<LotReconciliation>> {
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let filter = filter.into_asked(|name| path(["filter", name])).map_err(graphql_error)?;
        let caller = &context.data::<Request>()?.caller;
        let all = filter.by(reader, caller).await.map_err(graphql_error)?;
        let page = reconciliation::page(reader, &all, &asked).await.map_err(graphql_error)?;
        Ok(shown(reconciled::page(context, page).await?, |row| row))
    }
}
