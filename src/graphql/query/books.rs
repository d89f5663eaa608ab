//! The books: the ledger, and the log of who did what.

use crate::{
    graphql::{
        connection::{Connection, asked, complexity, shown},
        error::graphql_error,
        input::{lot_filter::LedgerFilter, usage_filter::AuditFilter},
        loader::find,
        object::{audit_event::AuditEvent, ledger_entry::LedgerEntry},
        patient_links, right,
    },
    operations::Deployment,
    queries::{
        audit_log::{self, AuditFilter as AuditLogFilter},
        ledger,
        loaders::{stockroom::FamilyOf, treatment_room::LinkedTo},
    },
    rules::{people::People, refusal::path, rights::Right},
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
    /// it at every site. Who saw a patient is asked by `patientId`, and needs the right to read patient links there too.
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
        let mut filter = filter.unwrap_or_default().into_filter();
        may_ask_for_people(context, &filter).await?;

        // The EHR may have merged the patient with others since.
        if let Some([patient]) = filter.patient_ids.as_deref() {
            let linked = find(context, LinkedTo(patient.clone())).await?;
            filter.patient_ids = linked.or(filter.patient_ids);
        }
        let page = audit_log::page(reader, &filter, &asked).await;
        Ok(shown(page.map_err(graphql_error)?, AuditEvent))
    }
}

/// Refuses whoever asks for somebody and may not read patient links at every site, and logs who asked.
async fn may_ask_for_people(context: &Context<'_>, filter: &AuditLogFilter) -> Result<()> {
    const READ: &str = "auditLog.people";
    let mut people = People::patients(filter.patient_ids.iter().flatten().cloned());
    people.add(People::customers(filter.customer_id.clone()));
    if people.is_empty() {
        return Ok(());
    }

    match right::require_everywhere(context, Right::ReadPatientLinks) {
        Ok(()) => patient_links::read(context, READ, "", people.len(), people).await,
        Err(error) => Err(patient_links::denied(context, READ, "", people, error).await),
    }
}
