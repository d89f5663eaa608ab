//! Performing a planned history. Many acts wait together, so that they share commits; their order stays that of the plan.

use super::{
    COMPLETE,
    clinic::DIRECTOR,
    history::{Deed, LotKey, PlannedAct},
    known::{self, Known},
};
use crate::{
    error::Error,
    operations::{
        self, Deployment, Operation,
        correct_lot::CorrectLot,
        sign_approval::{NamedApproval, SignApproval},
    },
    rules::refusal::{Reason, Refusal},
};
use entity::id::{ApprovalId, LotId};
use futures_util::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesOrdered};

/// After how many acts somebody is told how far it is.
const STRIDE: usize = 250;

/// Performs acts.
pub(super) struct Performer<'d> {
    deployment: &'d Deployment,
    known: Known,
    waiting: FuturesOrdered<BoxFuture<'d, Result<Made, Error>>>,
}

/// The approval that an act waits for, where it waits for nothing else.
fn waits_for(refusals: &[Refusal]) -> Option<ApprovalId> {
    refusals.iter().find_map(|refusal| match refusal.reason {
        Reason::NeedsApproval { approval_id, .. } => Some(approval_id),
        _ => None,
    })
}

/// The lots that an act made known.
type Made = Vec<(LotKey, LotId)>;

impl<'d> Performer<'d> {
    pub(super) fn new(deployment: &'d Deployment, known: Known) -> Self {
        Self { deployment, known, waiting: FuturesOrdered::new() }
    }

    /// Performs all of them.
    pub(super) async fn perform(
        mut self,
        acts: &[PlannedAct],
        progress: &(impl Fn(usize, usize) + Sync),
    ) -> Result<(), Error> {
        for (number, act) in acts.iter().enumerate() {
            let last = number + 1 == acts.len();
            self.start(act, if last { COMPLETE.to_owned() } else { format!("act {number}") })?;
            // What comes after it names its lots, or must not come between its signatures.
            let makes_lots = matches!(act.deed, Deed::Open(_) | Deed::Receive { .. } | Deed::Correct { .. });
            self.wait_until_few_wait(if makes_lots { 0 } else { self.deployment.database.writes_in_order() - 1 })
                .await?;
            if number % STRIDE == 0 {
                progress(number, acts.len());
            }
        }
        self.wait_until_few_wait(0).await?;
        progress(acts.len(), acts.len());
        Ok(())
    }

    async fn wait_until_few_wait(&mut self, few: usize) -> Result<(), Error> {
        while self.waiting.len() > few {
            let made = self.waiting.next().await.transpose()?;
            self.known.lots.extend(made.unwrap_or_default());
        }
        Ok(())
    }

    fn start(&mut self, act: &PlannedAct, key: String) -> Result<(), Error> {
        let known = &self.known;
        let run = match &act.deed {
            Deed::Open(lots) => {
                let keys: Vec<LotKey> = lots.iter().map(|lot| lot.lot).collect();
                self.run(act, key, known.opening(act, lots)?, |done| keys.into_iter().zip(done.lot_ids).collect())
            }
            Deed::Receive { supplier, note, lines } => {
                let keys: Vec<LotKey> = lines.iter().map(|lot| lot.lot).collect();
                let receipt = known.receipt(act, supplier, note, lines)?;
                self.run(act, key, receipt, |done| keys.into_iter().zip(done.lot_ids).collect())
            }
            Deed::Treat(treatment) => self.run(act, key, known.usage(act, treatment)?, |_| vec![]),
            Deed::Sell { sale, customer, lines } => {
                self.run(act, key, known.sale(act, sale, customer.as_deref(), lines)?, |_| vec![])
            }
            Deed::TakeBack { sale, disposition, reason } => {
                self.run(act, key, known.sale_return(act, sale, *disposition, reason)?, |_| vec![])
            }
            Deed::Promise { article, quantity, purpose, until } => {
                self.run(act, key, known.reservation(act, *article, *quantity, purpose, *until)?, |_| vec![])
            }
            Deed::Hold { lot, quantity, reason } => {
                self.run(act, key, known.hold(act, *lot, *quantity, reason)?, |_| vec![])
            }
            Deed::Correct { lot, lot_number, reason } => {
                self.run_by_two(act, key, known.correction(*lot, lot_number, reason)?)
            }
            Deed::Notice { firm, product, lots } => {
                self.run(act, key, known::notice(act, firm, product, lots), |_| vec![])
            }
            Deed::Recall { article, firm, lots, reason } => {
                self.run(act, key, known.recall(act, *article, firm, lots, reason)?, |_| vec![])
            }
            Deed::Adjust { lot, by, reason } => {
                self.run(act, key, known.adjustment(act, *lot, *by, reason)?, |_| vec![])
            }
        };
        self.waiting.push_back(run);
        Ok(())
    }

    /// A correction on its way: asked for, signed by the director, and done.
    fn run_by_two(&self, act: &PlannedAct, key: String, correction: CorrectLot) -> BoxFuture<'d, Result<Made, Error>> {
        let (deployment, request) = (self.deployment, act.by.asks(act.at));
        let director = DIRECTOR.asks(act.at);
        let run = async move {
            let asked = operations::perform(deployment, &request, &key, correction.clone()).await;
            let approval_id = match asked {
                Err(Error::Refused(refusals)) => waits_for(&refusals).ok_or(Error::Refused(refusals))?,
                asked => return asked.map(|_| vec![]),
            };
            let signature = SignApproval { approval: NamedApproval::Id(approval_id) };
            operations::perform(deployment, &director, &format!("{key} signed"), signature).await?;
            let signed = CorrectLot { approval_id: Some(approval_id), ..correction };
            operations::perform(deployment, &request, &key, signed).await?;
            Ok(vec![])
        };
        run.boxed()
    }

    /// The operation on its way; `lots` says which lots it makes known.
    fn run<O: Operation>(
        &self,
        act: &PlannedAct,
        key: String,
        operation: O,
        lots: impl FnOnce(O::Done) -> Made + Send + 'd,
    ) -> BoxFuture<'d, Result<Made, Error>> {
        let (deployment, request) = (self.deployment, act.by.asks(act.at));
        async move { Ok(lots(operations::perform(deployment, &request, &key, operation).await?.done)) }.boxed()
    }
}
