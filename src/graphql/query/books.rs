//! The books: the ledger, and the log of who did what.

use crate::{
    graphql::{
        connection::{Connection, asked, complexity, shown},
        error::graphql_error,
        input::{lot_filter::LedgerFilter, usage_filter::AuditFilter},
        loader::find,
        object::{audit_event::AuditEvent, ledger_entry::LedgerEntry},
        right,
    },
    operations::Deployment,
    queries::{audit_log, ledger, loaders::stockroom::FamilyOf},
    rules::{refusal::path, rights::Right},
};
use async_graphql::{Context, Object, Result};
use entity::lot;

/// The books.
#[derive(Default)]
pub(in crate::graphql) struct BooksQuery;

#[Object]
impl BooksQuery {
    /// Entries of the ledger at the sites where you may read stock, newest first; those of one lot at one site in the
    /// order of its chain.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn ledger(
        &self,
        context: &Context<'_>,
        filter: Option<LedgerFilter>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<LedgerEntry>> {
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let (mut filter, site, lot) = filter.unwrap_or_default().into_filter().map_err(graphql_error)?;
        filter.sites = match site {
            Some(given) => {
                let field = path(["filter", "siteId"]);
                Some(vec![right::site(context, &[Right::ReadStock], field, &given).await?.id])
            }
            None => right::sites(context, &[Right::ReadStock]).await?,
        };
        if let Some(given) = lot {
            let known: Option<lot::Model> = find(context, given).await?;
            let survivor = known.map_or(given, |lot| lot.id);
            filter.lots = find(context, FamilyOf(survivor)).await?;
        }
        let page = ledger::page(reader, &filter, &asked).await.map_err(graphql_error)?;
        Ok(shown(page, LedgerEntry))
    }

    /// Who did what, and who read which patient links: newest first. It concerns every site, and needs the right to read
    /// it at every site.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn audit_log(
        &self,
        context: &Context<'_>,
        filter: Option<AuditFilter>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<AuditEvent>> {
        right::require_everywhere(context, Right::ReadAuditLog)?;
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let page = audit_log::page(reader, &filter.unwrap_or_default().into_filter(), &asked).await;
        Ok(shown(page.map_err(graphql_error)?, AuditEvent))
    }
}
