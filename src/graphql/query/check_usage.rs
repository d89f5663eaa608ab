//! The check before the needle.

use crate::{
    graphql::{
        answer::Notice,
        error::graphql_error,
        input::{id, usage::UsageLineInput},
        object::stock_choice::{SkippedStock, StockChoice},
        scalar::{ExternalId, GivenInstant},
        user_error::{self, UserError},
    },
    operations::{
        Deployment,
        record_usage::check::{CheckUsage, Checked, check},
    },
    request::Request,
    rules::refusal::{Refusal, field},
};
use async_graphql::{Context, ID, Object, Result, SimpleObject};

/// The check before the needle.
#[derive(Default)]
pub(super) struct CheckUsageQuery;

/// What `recordUsage` would answer to the same lines, if nothing changed until then.
#[derive(SimpleObject)]
struct UsageCheck {
    /// Whether it would be recorded.
    allowed: bool,
    /// Which lots and containers it would take; for a product alone, the plan to confirm.
    choices: Vec<StockChoice>,
    /// What it would pass over, and why.
    skipped: Vec<SkippedStock>,
    /// Why it would be refused.
    user_errors: Vec<UserError>,
    /// What somebody should know before.
    notices: Vec<Notice>,
}

#[Object]
impl CheckUsageQuery {
    /// May this be used on this patient, now, here? Answers the whole plan and writes nothing.
    async fn check_usage(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Where.")] site_id: ID,
        #[graphql(desc = "When; now, where nothing is said.")] at: Option<GivenInstant>,
        #[graphql(desc = "For whom.")] patient_id: Option<ExternalId>,
        #[graphql(desc = "Who would treat.")] practitioner_id: Option<ExternalId>,
        #[graphql(desc = "What it would take.")] lines: Vec<UsageLineInput>,
    ) -> Result<UsageCheck> {
        match asked(&site_id, at, patient_id, practitioner_id, lines) {
            Ok(asked) => {
                let (deployment, request) = (context.data::<Deployment>()?, context.data::<Request>()?);
                check(deployment, request, &asked).await.map(UsageCheck::from).map_err(graphql_error)
            }
            Err(refusal) => Ok(UsageCheck::from(Checked {
                choices: vec![],
                skipped: vec![],
                refusals: vec![refusal],
                notices: vec![],
            })),
        }
    }
}

fn asked(
    site: &ID,
    at: Option<GivenInstant>,
    patient: Option<ExternalId>,
    practitioner: Option<ExternalId>,
    lines: Vec<UsageLineInput>,
) -> Result<CheckUsage, Refusal> {
    let lines = lines.into_iter().enumerate().map(|(number, line)| line.into_line(number)).collect::<Result<_, _>>()?;
    let (at, patient_id) = (at.map(Into::into), patient.map(|patient| patient.0));
    let practitioner_id = practitioner.map(|practitioner| practitioner.0);
    Ok(CheckUsage { site_id: id(field("siteId"), site)?, at, patient_id, practitioner_id, lines })
}

impl From<Checked> for UsageCheck {
    fn from(checked: Checked) -> Self {
        Self {
            allowed: checked.refusals.is_empty(),
            choices: checked.choices.into_iter().map(StockChoice::from).collect(),
            skipped: checked.skipped.into_iter().map(SkippedStock::from).collect(),
            user_errors: checked.refusals.into_iter().map(user_error::of).collect(),
            notices: checked.notices.into_iter().map(Notice::from).collect(),
        }
    }
}
