//! Reports of a site over days of its calendar.

use crate::{
    database::Reader,
    graphql::{
        error::graphql_error,
        object::{
            money::Money,
            report::{
                CountedDifference, PersonRecordKeeping, UsageReport, UsageReportRow, WasteReport, WasteReportRow,
            },
            sales_report::{SalesReport, SalesReportBy, SalesReportRow, UnlinkedReturn},
        },
        right,
        scalar::{Date, ExternalId},
    },
    operations::Deployment,
    queries::reports::{self, Period, SalesBy},
    rules::{
        external_id,
        refusal::{field, path},
        rights::Right,
    },
};
use async_graphql::{Context, ID, InputObject, Object, Result};

/// What a report covers: days of the site, both included; at most 366 of them.
#[derive(Debug, InputObject)]
struct ReportFilter {
    /// The site.
    site_id: ID,
    /// The first day.
    from: Date,
    /// The last day.
    to: Date,
}

impl ReportFilter {
    async fn into_period(self, context: &Context<'_>, right: Right) -> Result<Period> {
        let site = right::site(context, &[right], path(["filter", "siteId"]), &self.site_id).await?;
        Period::new(&site, self.from.0, self.to.0).map_err(graphql_error)
    }
}

/// Reports of a site.
#[derive(Default)]
pub(in crate::graphql) struct ReportQuery;

#[Object]
impl ReportQuery {
    /// What was used, by practitioner and product, with units per treatment, the share of waste, and the differences
    /// that were found by measuring. Needs the right to read figures at the site.
    #[graphql(complexity = "100 + child_complexity")]
    async fn usage_report(
        &self,
        context: &Context<'_>,
        filter: ReportFilter,
        #[graphql(desc = "This practitioner alone.")] practitioner_id: Option<ExternalId>,
    ) -> Result<UsageReport> {
        let period = filter.into_period(context, Right::ReadFigures).await?;
        let practitioner = practitioner_id.map(|id| external_id::check(field("practitionerId"), &id.0));
        let practitioner = practitioner.transpose().map_err(graphql_error)?;
        let (reader, of_all) = (reader(context)?, practitioner.is_none());
        let rows = reports::usage(reader, &period, practitioner.as_deref()).await.map_err(graphql_error)?;
        let counted = if of_all { reports::counted(reader, &period).await.map_err(graphql_error)? } else { vec![] };
        let rows = rows.into_iter().map(UsageReportRow).collect();
        Ok(UsageReport { rows, counted: counted.into_iter().map(CountedDifference).collect() })
    }

    /// What was wasted, by reason and product, with what it cost. Needs the right to read figures at the site.
    #[graphql(complexity = "100 + child_complexity")]
    async fn waste_report(&self, context: &Context<'_>, filter: ReportFilter) -> Result<WasteReport> {
        let period = filter.into_period(context, Right::ReadFigures).await?;
        let rows = reports::waste(reader(context)?, &period).await.map_err(graphql_error)?;
        let total = Money::new(context, rows.iter().map(|row| row.cost.known).sum())?;
        let unknown = rows.iter().filter(|row| row.cost.complete().is_none()).count();
        let rows_of_unknown_cost = i32::try_from(unknown).unwrap_or(i32::MAX);
        Ok(WasteReport { rows: rows.into_iter().map(WasteReportRow).collect(), total, rows_of_unknown_cost })
    }

    /// What was sold, net of what came back of it, by day, product or person. Needs the right to read figures at the site.
    #[graphql(complexity = "100 + child_complexity")]
    async fn sales_report(
        &self,
        context: &Context<'_>,
        filter: ReportFilter,
        #[graphql(desc = "What there is a row for each of; by product when left out, one row of all when empty.")]
        by: Option<Vec<SalesReportBy>>,
    ) -> Result<SalesReport> {
        let period = filter.into_period(context, Right::ReadFigures).await?;
        let by = by.unwrap_or_else(|| vec![SalesReportBy::Product]);
        let by = SalesBy {
            day: by.contains(&SalesReportBy::Day),
            product: by.contains(&SalesReportBy::Product),
            recorded_by: by.contains(&SalesReportBy::RecordedBy),
        };
        let rows = reports::sales(reader(context)?, &period, by).await.map_err(graphql_error)?;
        let unlinked = reports::unlinked_returns(reader(context)?, &period).await.map_err(graphql_error)?;
        let total = Money::new(context, rows.iter().map(|row| row.revenue).sum())?;
        let unlinked_returns = unlinked.into_iter().map(UnlinkedReturn).collect();
        Ok(SalesReport { rows: rows.into_iter().map(SalesReportRow).collect(), total, unlinked_returns })
    }

    /// How the record of what was performed was kept, person by person: late entries, rules broken, lines that the books
    /// lack. Needs the right to read reports at the site.
    #[graphql(complexity = "100 + child_complexity")]
    async fn record_keeping_report(
        &self,
        context: &Context<'_>,
        filter: ReportFilter,
    ) -> Result<Vec<PersonRecordKeeping>> {
        let period = filter.into_period(context, Right::ReadReports).await?;
        let rows = reports::record_keeping(reader(context)?, &period).await.map_err(graphql_error)?;
        Ok(rows.into_iter().map(PersonRecordKeeping).collect())
    }
}

fn reader<'a>(context: &'a Context<'_>) -> Result<&'a Reader> {
    Ok(context.data::<Deployment>()?.database.reader())
}
