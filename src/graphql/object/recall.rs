//! Recalls: what was recalled, whom it reached, who is told, what adds up.

pub mod contact;
mod lists;
pub mod part;
pub mod scope;

pub(in crate::graphql) use lists::may_read_contacts;

use super::{
    exposure::Exposure, lot::Lot, lot_reconciliation::LotReconciliation, recall_class::RecallClass, sale::Sale,
};
use crate::{
    graphql::{
        connection::{Connection, asked, complexity, shown},
        error::graphql_error,
        loader::each,
        patient_links, right,
        scalar::Date,
    },
    operations::Deployment,
    queries::{
        loaders::recall::RecallEventsOf,
        recalls::{Affected, balances, buyers, contacts, lists as queries, matches, progress},
    },
    rules::rights::Right,
};
use async_graphql::{Context, Description, Enum, ID, Object, Result};
use chrono::{DateTime, Utc};
use contact::{Contact, ContactStatus};
use entity::recall;
use lists::Sure;
use part::{RecallEvent, RecallProgress, RecallSiteTask};
use scope::RecallScopeResult;

/// What reading a recall costs beside its rows: it is worked out recall by recall.
const EACH: usize = 100;

/// The rights of which one is needed to read how far a recall is.
pub(in crate::graphql) const NUMBERS: [Right; 2] = [Right::ReadReports, Right::DirectRecalls];

/// What kind of recall it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "recall::RecallKind")]
pub enum RecallKind {
    /// A recall by the firm or an authority.
    Recall,
    /// Taken from the market without a violation that an authority would act on.
    MarketWithdrawal,
    /// Possibly counterfeit: places suspect holds.
    SuspectProduct,
    /// An exercise: nothing is held and nobody is told.
    Mock,
}

/// How far a recall is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "recall::RecallStatus")]
pub enum RecallStatus {
    /// It is being worked on.
    Open,
    /// Everything is accounted for. What matches and arrives later is still held.
    Closed,
    /// It was opened in error.
    Cancelled,
}

/// A recall: from the notice to the proof that every unit is accounted for.
#[derive(Description)]
pub struct Recall(pub recall::Model);

impl Recall {
    async fn affected(&self, context: &Context<'_>) -> Result<Affected> {
        let reader = context.data::<Deployment>()?.database.reader();
        Affected::of_recall(reader, self.0.id).await.map_err(graphql_error)
    }

    /// Every balance, for who may read the numbers of a recall.
    async fn balances(&self, context: &Context<'_>) -> Result<Vec<balances::LotBalance>> {
        right::sites(context, &NUMBERS).await?;
        let reader = context.data::<Deployment>()?.database.reader();
        let affected = self.affected(context).await?;
        balances::of(reader, &affected, Some(self.0.id)).await.map_err(graphql_error)
    }
}

#[Object(use_type_description)]
impl Recall {
    /// The recall's id.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// What kind.
    async fn kind(&self) -> RecallKind {
        self.0.kind.into()
    }

    /// The number that the authority or the firm gave it.
    async fn number(&self) -> Option<&str> {
        self.0.number.as_deref()
    }

    /// How grave it is.
    async fn classification(&self) -> RecallClass {
        self.0.classification.into()
    }

    /// The recalling firm.
    async fn firm(&self) -> &str {
        &self.0.firm
    }

    /// Why.
    async fn reason(&self) -> &str {
        &self.0.reason
    }

    /// What the firm asks to be done.
    async fn instructions(&self) -> Option<&str> {
        self.0.instructions.as_deref()
    }

    /// The day the firm began it.
    async fn initiated_on(&self) -> Date {
        Date(self.0.initiated_on)
    }

    /// Until when the firm wants an answer.
    async fn response_due_on(&self) -> Option<Date> {
        self.0.response_due_on.map(Date)
    }

    /// How far it is.
    async fn status(&self) -> RecallStatus {
        self.0.status.into()
    }

    /// When it was opened here.
    async fn opened_at(&self) -> DateTime<Utc> {
        self.0.opened_at.to_utc()
    }

    /// Who opened it.
    async fn opened_by(&self) -> &str {
        &self.0.opened_by
    }

    /// Line by line: what matches by now, what was not found, and look-alikes, which are suggested and never held.
    #[graphql(complexity = "child_complexity + EACH")]
    async fn scope(&self, context: &Context<'_>) -> Result<Vec<RecallScopeResult>> {
        let reader = context.data::<Deployment>()?.database.reader();
        let lines = crate::queries::recalls::scope(reader, self.0.id).await.map_err(graphql_error)?;
        let lines: Vec<_> = lines.into_iter().map(|(_, line)| line).collect();
        let matched = matches::of_lines(reader, &lines).await.map_err(graphql_error)?;
        Ok(lines.iter().zip(matched).map(|(line, matched)| RecallScopeResult::new(line, matched)).collect())
    }

    /// Its lots, as they are known now: soonest expiry first, undated last.
    #[graphql(complexity = "complexity(first, child_complexity) + EACH")]
    async fn lots(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Lot>> {
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let lots = self.affected(context).await?.lot_ids();
        Ok(shown(queries::lots(reader, lots, &asked).await.map_err(graphql_error)?, Lot))
    }

    /// Everyone who was treated with one of its lots: one row for each line of a usage, components, unbooked lines that
    /// state a number of the scope and voided lines included; the last recorded first. Needs the right to read patient
    /// links; each page that is read is logged.
    #[graphql(complexity = "complexity(first, child_complexity) + EACH")]
    async fn exposures(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Option<Connection<Exposure>>> {
        lists::exposures(context, self, Sure::Certain, (first, after)).await.map(Some)
    }

    /// Everyone who may have been: usages of a recalled product that state a lot which resembles a recalled one, and those
    /// whose lot was assumed, is unknown, or is stated by a number that the books do not have, where and while one of its
    /// lots was on hand. Needs the right to read patient links; each page that is read is logged.
    #[graphql(complexity = "complexity(first, child_complexity) + EACH")]
    async fn possible_exposures(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Option<Connection<Exposure>>> {
        lists::exposures(context, self, Sure::Possible, (first, after)).await.map(Some)
    }

    /// Who is to be told, in the order in which they were found: all for whoever may read patient links, else those that
    /// are assigned to the caller. Each page that is read is logged.
    #[graphql(complexity = "complexity(first, child_complexity) + EACH")]
    async fn contacts(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Those of this status alone.")] status: Option<ContactStatus>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Option<Connection<Contact>>> {
        const READ: &str = "recall.contacts";
        let id = self.0.id.to_string();
        let mine = may_read_contacts(context, READ, &id).await?;
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let page = contacts::page(reader, self.0.id, status.map(Into::into), mine.as_deref(), &asked).await;
        let page = page.map_err(graphql_error)?;
        let people = contacts::people(page.rows.iter().map(|listed| &listed.row));
        patient_links::read(context, READ, &id, page.rows.len(), people).await?;
        Ok(Some(shown(page, Contact)))
    }

    /// The sales of one of its lots, unbooked ones that state its number included; the last recorded first. Needs the right
    /// to read reports, or to direct recalls; who bought is a right of its own, at each sale.
    #[graphql(complexity = "complexity(first, child_complexity) + EACH")]
    async fn sales(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Option<Connection<Sale>>> {
        right::sites(context, &NUMBERS).await?;
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let affected = self.affected(context).await?;
        Ok(Some(shown(buyers::page(reader, &affected, &asked).await.map_err(graphql_error)?, Sale)))
    }

    /// What each site that ever had one of its lots is to count, and what it counted.
    #[graphql(complexity = "child_complexity + EACH")]
    async fn site_tasks(&self, context: &Context<'_>) -> Result<Vec<RecallSiteTask>> {
        let reader = context.data::<Deployment>()?.database.reader();
        let affected = self.affected(context).await?;
        let sites = right::sites(context, &[Right::ReadStock]).await?;
        let all = balances::of(reader, &affected, Some(self.0.id)).await.map_err(graphql_error)?;
        let shown = all
            .into_iter()
            .filter(|balance| sites.as_ref().is_none_or(|sites| sites.contains(&balance.accounting.site_id)));
        Ok(shown.map(RecallSiteTask).collect())
    }

    /// Every unit of its lots, lot by lot and site by site. Needs the right to read reports, or to direct recalls.
    #[graphql(complexity = "child_complexity + EACH")]
    async fn balance(&self, context: &Context<'_>) -> Result<Option<Vec<LotReconciliation>>> {
        let row = |balance: balances::LotBalance| {
            let explanation = balance.explanation.map(|explanation| explanation.reason);
            part::reconciliation(balance.lot, &balance.accounting, explanation)
        };
        Ok(Some(self.balances(context).await?.into_iter().map(row).collect()))
    }

    /// How far it is, in numbers. Needs the right to read reports, or to direct recalls.
    #[graphql(complexity = "child_complexity + EACH")]
    async fn progress(&self, context: &Context<'_>) -> Result<Option<RecallProgress>> {
        right::sites(context, &NUMBERS).await?;
        let reader = context.data::<Deployment>()?.database.reader();
        let affected = self.affected(context).await?;
        let progress = progress::of_recall(reader, &affected, &self.0).await.map_err(graphql_error)?;
        let trace_millis = (self.0.kind == recall::RecallKind::Mock).then_some(self.0.trace_millis);
        Ok(Some(RecallProgress::new(&progress, trace_millis)))
    }

    /// Every act, the first one first.
    async fn timeline(&self, context: &Context<'_>) -> Result<Vec<RecallEvent>> {
        each(context, RecallEventsOf(self.0.id), RecallEvent::from).await
    }
}
