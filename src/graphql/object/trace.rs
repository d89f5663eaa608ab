//! The trace of a lot: everything that it touched.

use super::{
    exposure::Exposure, lot::Lot, lot_reconciliation::LotReconciliation, posting::Posting, recall::Recall, sale::Sale,
    site::Site, supplier::Supplier,
};
use crate::{
    graphql::{
        connection::{Connection, asked, complexity, shown},
        error::graphql_error,
        loader::{each, find},
        patient_links, reconciled, right,
    },
    operations::Deployment,
    queries::{
        loaders::{catalogue::AllSites, recall::RecallsOf, stockroom::SuppliersOf},
        page::PageRequest,
        reconciliation::{self, Days, Reconciled},
        trace::{self, Moved},
    },
    request::Request,
    rules::{people::People, rights::Right},
};
use async_graphql::{Context, Description, Object, Result};

/// What reading a trace costs beside its rows: it is read lot by lot.
const EACH: usize = 100;

/// Everything that a lot touched, with what was merged into it.
#[derive(Description)]
pub struct LotTrace(pub(super) Lot);

impl LotTrace {
    async fn postings(
        &self,
        context: &Context<'_>,
        moved: Moved,
        (first, after): (Option<i32>, Option<String>),
    ) -> Result<Connection<Posting>> {
        let sites = right::sites(context, &[Right::ReadStock]).await?;
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let traced = self.0.traced(context).await?;
        let page = trace::postings(reader, &traced, moved, sites.as_deref(), &asked).await.map_err(graphql_error)?;
        Ok(shown(page, Posting))
    }
}

#[Object(use_type_description)]
impl LotTrace {
    /// The lot.
    async fn lot(&self) -> Lot {
        Lot(self.0.0.clone())
    }

    /// The receipts and openings of the books that it came by, at the sites where you may read stock; the last first.
    /// One that was taken back says so in `reversedBy`.
    #[graphql(complexity = "complexity(first, child_complexity) + EACH")]
    async fn receipts(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Posting>> {
        self.postings(context, Moved::In, (first, after)).await
    }

    /// Everyone who was treated with it, at the sites where you may read patient links: one row for each line of a
    /// usage, unbooked ones that state its number and voided ones included; the last recorded first. Needs that right;
    /// each page that is read is logged. `sites` says where else it was.
    #[graphql(complexity = "complexity(first, child_complexity) + EACH")]
    async fn exposures(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Option<Connection<Exposure>>> {
        const READ: &str = "lot.trace.exposures";
        let lot = self.0.0.id.to_string();
        let sites = match right::sites(context, &[Right::ReadPatientLinks]).await {
            Ok(sites) => sites,
            Err(error) => return Err(patient_links::denied(context, READ, &lot, People::default(), error).await),
        };
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let traced = self.0.traced(context).await?;
        let page = trace::exposures(reader, &traced, sites.as_deref(), &asked).await.map_err(graphql_error)?;
        let lines: Vec<_> = page.rows.iter().map(|listed| listed.row.clone()).collect();
        patient_links::read_exposures(context, READ, &lot, &lines).await?;
        let via = trace::via(reader, &traced, &lines).await.map_err(graphql_error)?;
        Ok(Some(shown(page, |line| Exposure::of_lot(line, &via))))
    }

    /// The sales with a line of it, at the sites where you may sell or read reports, unbooked ones that state its number
    /// included; the last recorded first. Who bought is a right of its own, at each sale.
    #[graphql(complexity = "complexity(first, child_complexity) + EACH")]
    async fn sales(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Option<Connection<Sale>>> {
        let sites = right::sites(context, &right::SALES).await?;
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let traced = self.0.traced(context).await?;
        let page = trace::sales(reader, &traced, sites.as_deref(), &asked).await.map_err(graphql_error)?;
        Ok(Some(shown(page, Sale)))
    }

    /// The postings by which it was wasted or destroyed, at the sites where you may read stock; the last first.
    #[graphql(complexity = "complexity(first, child_complexity) + EACH")]
    async fn wastes(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Posting>> {
        self.postings(context, Moved::Away, (first, after)).await
    }

    /// Who it came from, by name; none where only opening stock is known.
    async fn suppliers(&self, context: &Context<'_>) -> Result<Vec<Supplier>> {
        each(context, SuppliersOf(self.0.0.id), Supplier).await
    }

    /// The recalls that it is or was under, the newest first; cancelled ones say so.
    async fn recalls(&self, context: &Context<'_>) -> Result<Vec<Recall>> {
        each(context, RecallsOf(self.0.0.id), Recall).await
    }

    /// What came of it against what became of it at each site, over all days. Needs the right to read figures, and is
    /// told of the sites where you have it.
    #[graphql(complexity = "child_complexity + EACH")]
    async fn reconciliation(&self, context: &Context<'_>) -> Result<Option<Vec<LotReconciliation>>> {
        let (reader, caller) = (context.data::<Deployment>()?.database.reader(), &context.data::<Request>()?.caller);
        let sites = reconciliation::sites(reader, caller, None).await.map_err(graphql_error)?;
        let lots = Some(self.0.traced(context).await?.family);
        let all = Reconciled { sites, product_id: None, supplier_id: None, lots, days: Days::ALL };
        let page = reconciliation::page(reader, &all, &PageRequest::long(None)).await.map_err(graphql_error)?;
        Ok(Some(reconciled::page(context, page).await?.rows.into_iter().map(|listed| listed.row).collect()))
    }

    /// Every site that it ever came to, or was used or sold at, by code, whether or not you may read more there.
    #[graphql(complexity = "child_complexity + EACH")]
    async fn sites(&self, context: &Context<'_>) -> Result<Vec<Site>> {
        let reader = context.data::<Deployment>()?.database.reader();
        let touched = trace::sites(reader, &self.0.traced(context).await?).await.map_err(graphql_error)?;
        let all = find(context, AllSites).await?.unwrap_or_default();
        Ok(all.iter().filter(|site| touched.contains(&site.id)).cloned().map(Site).collect())
    }
}
