//! Requests for a second signature, and who signed.

use super::site::{Role, Site};
use crate::{
    graphql::{
        loader::{find, required},
        scalar::ExternalId,
    },
    queries::loaders::approvals::{DecisionsOn, SignaturesFor, SitesReached},
    request::Request,
    rules::approval::{self as rule, signers_at},
};
use async_graphql::{Context, Description, Enum, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{approval, approval_decision};

/// Where a request for a second signature stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "rule::ApprovalStatus")]
pub enum ApprovalStatus {
    /// It waits for signatures: 24 hours.
    Waiting,
    /// It is signed: the act can be sent again with it, within 15 minutes.
    Signed,
    /// Somebody declined it, or who asked took it back.
    Declined,
    /// The act was done with it.
    Used,
    /// The act was done before anybody signed, as the site's policy lets it; it waits for the signature.
    DoneUnsigned,
    /// Nobody signed in time.
    Expired,
}

/// A request that an act be signed by a second person. It is bound to the hash of the act's input: what is signed is
/// that input and no other.
#[derive(Description)]
pub struct Approval(pub approval::Model);

#[Object(use_type_description)]
impl Approval {
    /// The request's id: the `approvalId` of the act, once it is signed.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// A short code to read out to somebody beside you, who signs by it.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// The mutation that asks, such as `correctLot`.
    async fn act(&self) -> &str {
        &self.0.operation
    }

    /// What is asked for, in words. It names no patient.
    async fn summary(&self) -> &str {
        &self.0.summary
    }

    /// The site, where it reaches one alone.
    async fn site(&self, context: &Context<'_>) -> Result<Option<Site>> {
        match find(context, SitesReached(self.0.id)).await?.as_deref() {
            Some([only]) => required(context, *only).await.map(Site).map(Some),
            _ => Ok(None),
        }
    }

    /// The sites that it reaches: whoever signs has the role at all of them. Empty where it reaches every site, or none.
    async fn sites(&self, context: &Context<'_>) -> Result<Vec<Site>> {
        let mut sites = Vec::new();
        for id in find(context, SitesReached(self.0.id)).await?.unwrap_or_default() {
            sites.push(Site(required(context, id).await?));
        }
        Ok(sites)
    }

    /// Who asked: somebody else signs.
    async fn requested_by(&self) -> &str {
        &self.0.requested_by
    }

    /// When it was asked for.
    async fn requested_at(&self) -> DateTime<Utc> {
        self.0.requested_at.to_utc()
    }

    /// Until when it can be signed; of what was done before, when the signature is overdue.
    async fn expires_at(&self) -> DateTime<Utc> {
        self.0.expires_at.to_utc()
    }

    /// Until when it can be used, once it is signed.
    async fn signed_until(&self) -> Option<DateTime<Utc>> {
        self.0.signed_until.map(entity::instant::Instant::to_utc)
    }

    /// Where it stands now.
    async fn status(&self, context: &Context<'_>) -> Result<ApprovalStatus> {
        Ok(rule::status(&self.0, context.data::<Request>()?.at.into()).into())
    }

    /// Who signed and who declined, in order.
    async fn decisions(&self, context: &Context<'_>) -> Result<Vec<ApprovalDecision>> {
        let decisions = find(context, DecisionsOn(self.0.id)).await?.unwrap_or_default();
        Ok(decisions.into_iter().map(ApprovalDecision::from).collect())
    }

    /// How many signatures it needs.
    async fn needed(&self) -> i32 {
        self.0.needed
    }

    /// One with one of these roles at the sites that it reaches may sign.
    async fn may_be_signed_by(&self) -> Vec<Role> {
        signers_at(&self.0).into_iter().map(Role::from).collect()
    }
}

/// That somebody signed or declined a request, by a token of their own.
#[derive(SimpleObject)]
pub struct ApprovalDecision {
    /// Who.
    by: String,
    /// When.
    at: DateTime<Utc>,
    /// Whether they signed; otherwise they declined.
    signed: bool,
    /// Why it was declined.
    reason: Option<String>,
}

impl From<approval_decision::Model> for ApprovalDecision {
    fn from(row: approval_decision::Model) -> Self {
        Self { by: row.by, at: row.at.to_utc(), signed: row.signed, reason: row.reason }
    }
}

/// A second person or a witness: one who signed, or one who is only said to have been there.
#[derive(SimpleObject)]
pub struct SignedBy {
    /// Who.
    person_id: ExternalId,
    /// Whether they signed with a token of their own. A name that somebody typed never counts as signed.
    signed: bool,
    /// When they signed.
    at: Option<DateTime<Utc>>,
}

impl SignedBy {
    /// Who signed what was done, and `told` where nobody of that name did.
    pub(super) async fn all(context: &Context<'_>, done: SignaturesFor, told: Option<&str>) -> Result<Vec<Self>> {
        let signatures = find(context, done).await?.unwrap_or_default();
        let told = told.filter(|told| !told.is_empty() && signatures.iter().all(|(person, _)| person != told));
        let told = told.map(|told| Self { person_id: ExternalId(told.to_owned()), signed: false, at: None });
        let signed = signatures.into_iter().map(|(person, at)| Self {
            person_id: ExternalId(person),
            signed: true,
            at: Some(at.to_utc()),
        });
        Ok(signed.chain(told).collect())
    }
}
