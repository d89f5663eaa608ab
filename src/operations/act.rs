//! The act that an operation performs: on which transaction, for whom, when, and what somebody should know of it.

mod rows;

use super::approvals::{Asking, Seconding};
use crate::{
    database::Database,
    error::Error,
    facts::{Gathered, Running, key::BooksKeys},
    ledger::{self, Balances},
    request::Request,
    rules::{
        currency,
        notice::Notice,
        refusal::{Field, InputRule, Refusal, field},
        rights::Right,
        site::day_of,
    },
};
use chrono::{NaiveDate, TimeDelta};
use entity::{
    entry,
    fixed_point::{Money, Quantity},
    id::{AuditEventId, LotId, PostingId, ProductId, SaleId, SiteId, UsageId},
    instant::Instant,
    posting::{self, PostingKind},
    site,
};
use sea_orm::{DatabaseTransaction, EntityTrait};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
};

/// What all operations of one deployment share.
#[derive(Clone)]
pub struct Deployment {
    /// The database.
    pub database: Database,
    /// What was configured.
    pub terms: Arc<Terms>,
}

impl Deployment {
    /// The same, whose reads all see one instant: see [`Reader::at_one_instant`](crate::database::Reader::at_one_instant).
    #[must_use]
    pub fn at_one_instant(&self) -> Self {
        Self { database: self.database.at_one_instant(), terms: self.terms.clone() }
    }

    /// The same for a mutation: see [`Database::for_mutations`].
    #[must_use]
    pub fn for_mutations(&self) -> Self {
        Self { database: self.database.for_mutations(), terms: self.terms.clone() }
    }
}

/// What was configured for operations.
#[derive(Clone, Debug)]
pub struct Terms {
    /// ISO 4217 code of the currency of all money.
    pub currency: String,
    /// How far a client's clock may be ahead.
    pub clock_skew: TimeDelta,
    /// The form of the EHR's patient ids, where one is configured.
    pub patient_id_pattern: Option<regex::Regex>,
    /// What marks the events of the audit log and signs its seals; on SQLite there always is one.
    pub books_key: Option<BooksKeys>,
    /// Whose deployment it is, for what leaves the house.
    pub organisation: Organisation,
}

/// Who answers for the clinic, as it stands on reports for authorities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    /// Its name, where it is configured.
    pub name: Option<String>,
    /// Its address, where it is configured.
    pub address: Option<String>,
}

impl Terms {
    /// The smallest amount that can be paid in the currency.
    pub fn cent(&self) -> Money {
        currency::minor_unit(&self.currency)
    }
}

/// One act, inside its transaction.
pub struct Act<'t> {
    /// The transaction.
    pub transaction: &'t DatabaseTransaction,
    /// Who asks, and when.
    pub request: &'t Request,
    /// What was configured.
    pub terms: &'t Terms,
    notices: Mutex<Vec<Notice>>,
    touched: Mutex<Touched>,
    facts: Mutex<Gathered>,
    asking: Option<Asking>,
    seconding: Mutex<Seconding>,
}

/// What an act did that recalls must hear of before it ends.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Lots of which something came to a site, or which are known by another number or date now (at no site).
    pub(super) lots: BTreeSet<(ProductId, LotId, Option<SiteId>)>,
    /// Usages that may have exposed somebody to a lot that is recalled already, and whether they were not known to have.
    pub(super) usages: BTreeMap<UsageId, bool>,
    /// Sales that may have sold what is recalled already.
    pub(super) sales: BTreeSet<SaleId>,
}

impl<'t> Act<'t> {
    /// An act on `transaction` for `request`.
    pub fn new(transaction: &'t DatabaseTransaction, request: &'t Request, terms: &'t Terms) -> Self {
        Self::part_of(transaction, request, terms, Running::new(AuditEventId::new()))
    }

    /// A part of the act that has written `running` before it.
    pub(super) fn part_of(
        transaction: &'t DatabaseTransaction,
        request: &'t Request,
        terms: &'t Terms,
        running: Running,
    ) -> Self {
        Self {
            transaction,
            request,
            terms,
            notices: Mutex::default(),
            touched: Mutex::default(),
            facts: Mutex::new(Gathered::new(running)),
            asking: None,
            seconding: Mutex::default(),
        }
    }

    /// The same, which may take a second person: what it asks for, and with which approval.
    pub(super) fn asking(self, asking: Asking) -> Self {
        Self { asking: Some(asking), ..self }
    }

    /// What a second person would sign; `None` for one of many acts of a file, which nobody signs.
    pub(super) fn asked(&self) -> Option<&Asking> {
        self.asking.as_ref()
    }

    /// How far it is with its second person.
    pub(super) fn seconding(&self) -> std::sync::MutexGuard<'_, Seconding> {
        self.seconding.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The instant of the act.
    pub fn now(&self) -> Instant {
        self.request.at.into()
    }

    /// The day of the act by the clocks of `site`.
    pub fn today(&self, site: &site::Model) -> NaiveDate {
        day_of(self.now(), site)
    }

    /// The person who acts.
    pub fn person(&self) -> &'t str {
        &self.request.caller.subject
    }

    /// Something that somebody should know; it is answered with the result.
    pub fn notify(&self, notices: impl IntoIterator<Item = Notice>) {
        self.notices.lock().unwrap_or_else(PoisonError::into_inner).extend(notices);
    }

    /// Writes a posting ([`ledger::post`]). What it brings in is matched to recalls before the act ends.
    ///
    /// # Errors
    /// As [`ledger::post`].
    pub async fn post(&self, act: ledger::Act, balances: &mut Balances) -> Result<Vec<entry::Model>, Error> {
        let containers = act.containers.clone();
        let entries = ledger::post(self.transaction, act, balances).await?;
        self.gather_posted(&entries, balances, &containers);

        let came = entries.iter().filter(|entry| entry.quantity > Quantity::ZERO);
        let came =
            came.filter_map(|entry| Some((balances.get(&entry.lot_id)?.product_id, entry.lot_id, Some(entry.site_id))));
        self.touched().lots.extend(came);
        Ok(entries)
    }

    /// The lot is another one than before: it is matched to recalls before the act ends.
    pub(super) fn match_again(&self, product: ProductId, lot: LotId) {
        self.touched().lots.insert((product, lot, None));
    }

    /// The usage may have exposed somebody to what is recalled already: they join the exposures before the act ends.
    /// `anew` where nobody knew that they were.
    pub(super) fn may_have_exposed(&self, usage: UsageId, anew: bool) {
        self.touched().usages.insert(usage, anew);
    }

    /// The sale may have sold what is recalled already: who bought is listed before the act ends.
    pub(super) fn may_have_sold(&self, sale: SaleId) {
        self.touched().sales.insert(sale);
    }

    /// What recalls must hear of.
    pub(super) fn touched(&self) -> std::sync::MutexGuard<'_, Touched> {
        self.touched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What somebody should know, and the facts that are still to be written.
    pub(super) fn end(self) -> (Vec<Notice>, Gathered) {
        let notices = self.notices.into_inner().unwrap_or_else(PoisonError::into_inner);
        (notices, self.facts.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// The site, when the caller has `right` there.
    ///
    /// # Errors
    /// `NOT_FOUND`; [`Error::Forbidden`] without the right.
    pub async fn site(&self, id: SiteId, right: Right) -> Result<site::Model, Error> {
        let site = site::Entity::find_by_id(id).one(self.transaction).await?;
        let site = site.ok_or_else(|| Refusal::not_found(field("siteId"), "site"))?;
        self.require(right, &site)?;
        Ok(site)
    }

    /// Refuses a caller without `right` at `site`.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn require(&self, right: Right, site: &site::Model) -> Result<(), Error> {
        let may = self.request.caller.may(right, &site.code);
        if may { Ok(()) } else { Err(Error::Forbidden { right, site: site.code.clone() }) }
    }

    /// Refuses a caller who has `right` nowhere: for what belongs to no site, such as the catalogue.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn require_somewhere(&self, right: Right) -> Result<(), Error> {
        let may = self.request.caller.may_somewhere(right);
        if may { Ok(()) } else { Err(Error::Forbidden { right, site: "any site".to_owned() }) }
    }

    /// Refuses a caller who does not have `right` at every site: for what reaches all of them.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn require_everywhere(&self, right: Right) -> Result<(), Error> {
        let may = self.request.caller.may_everywhere(right);
        if may { Ok(()) } else { Err(Error::Forbidden { right, site: "every site".to_owned() }) }
    }

    /// `at`, when it is not in the future by more than clocks differ.
    ///
    /// # Errors
    /// `IN_THE_FUTURE`.
    pub fn not_in_the_future(&self, at: Instant, name: Field) -> Result<Instant, Refusal> {
        if at <= self.now().plus(self.terms.clock_skew) {
            return Ok(at);
        }
        let now = self.request.at.to_rfc3339();
        Err(Refusal::beyond(name, InputRule::InTheFuture, now, "This is in the future: what has happened is recorded."))
    }

    /// A posting of this act, to be completed with what its kind needs.
    pub fn posting(&self, kind: PostingKind, site: &site::Model, occurred_at: Instant) -> posting::Model {
        posting::Model {
            id: PostingId::new(),
            kind,
            site_id: site.id,
            occurred_at,
            recorded_at: self.now(),
            recorded_by: self.person().to_owned(),
            recorded_through: self.request.caller.client.clone(),
            document: None,
            reason: None,
            supplier_id: None,
            authorization_id: None,
            witness_id: None,
            disposal_route: None,
            certificate: None,
            reverses_id: None,
            accounted_on: None,
        }
    }
}
