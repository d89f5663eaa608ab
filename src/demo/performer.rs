//! Performing a planned history. Many acts wait together, so that they share commits; their order
//! stays that of the plan.

use super::{
    clinic::DIRECTOR,
    history::{Deed, LotKey, PlannedAct, Supplied},
    known::{self, Known},
};
use crate::{
    error::Error,
    operations::{
        self, Deployment, Operation,
        correct_lot::CorrectLot,
        open_recall::{OpenRecall, OpenRecallDone},
        recalls,
        sign_approval::{NamedApproval, SignApproval},
    },
    queries::recalls::preview,
    rules::refusal::{Reason, Refusal},
};
use entity::{
    id::{ApprovalId, LotId, RecallId},
    recall::RecallKind,
};
use futures_util::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesOrdered};
use std::time::Instant;

/// Performs acts.
pub(super) struct Performer<'d, P> {
    deployment: &'d Deployment,
    known: Known,
    waiting: FuturesOrdered<BoxFuture<'d, Result<Made, Error>>>,
    done: usize,
    all: usize,
    progress: &'d P,
}

/// What an act made that later acts name.
enum Made {
    /// Nothing that they do.
    Nothing,
    /// Lots.
    Lots(Vec<(LotKey, LotId)>),
    /// A recall.
    Recall(RecallId),
}

/// The approval that an act waits for, where it waits for nothing else.
fn waits_for(refusals: &[Refusal]) -> Option<ApprovalId> {
    refusals.iter().find_map(|refusal| match refusal.reason {
        Reason::NeedsApproval { approval_id, .. } => Some(approval_id),
        _ => None,
    })
}

impl<'d, P: Fn(usize, usize)> Performer<'d, P> {
    pub(super) fn new(deployment: &'d Deployment, known: Known, progress: &'d P) -> Self {
        Self { deployment, known, waiting: FuturesOrdered::new(), done: 0, all: 0, progress }
    }

    /// Performs all of them, and answers what is known after them.
    pub(super) async fn perform(mut self, acts: &[PlannedAct]) -> Result<Known, Error> {
        let most_waiting = self.deployment.database.writes_in_order() - 1;
        self.all = acts.len();

        for (number, act) in acts.iter().enumerate() {
            self.start(act, format!("act {number}")).await?;
            // What comes after it names what it makes, or must not come between its signatures.
            let is_awaited =
                matches!(act.deed, Deed::Open(_) | Deed::Receive { .. } | Deed::Recall(_) | Deed::Correct { .. });
            self.wait_until_few_wait(if is_awaited { 0 } else { most_waiting }).await?;
        }

        self.wait_until_few_wait(0).await?;
        Ok(self.known)
    }

    async fn wait_until_few_wait(&mut self, few: usize) -> Result<(), Error> {
        while self.waiting.len() > few {
            match self.waiting.next().await.transpose()? {
                Some(Made::Lots(lots)) => self.known.lots.extend(lots),
                Some(Made::Recall(recall)) => self.known.recall = Some(recall),
                Some(Made::Nothing) | None => {}
            }
            self.done += 1;
            (self.progress)(self.done, self.all);
        }
        Ok(())
    }

    async fn start(&mut self, act: &PlannedAct, key: String) -> Result<(), Error> {
        if matches!(act.deed, Deed::Recall(_)) {
            // It is traced, and sees what is written.
            self.wait_until_few_wait(0).await?;
        }

        let known = &self.known;
        let run = match &act.deed {
            Deed::Open(lots) => self.run_with_lots(act, key, known.opening(act, lots)?, lots, |done| done.lot_ids),
            Deed::Receive { supplier, note, lines } => {
                let receipt = known.receipt(act, supplier, note, lines)?;
                self.run_with_lots(act, key, receipt, lines, |done| done.lot_ids)
            }
            Deed::Treat(treatment) => self.run(act, key, known.usage(act, treatment)?),
            Deed::Sell { sale, customer, lines } => {
                self.run(act, key, known.sale(act, sale, customer.as_deref(), lines)?)
            }
            Deed::TakeBack { sale, disposition, reason } => {
                self.run(act, key, known.sale_return(act, sale, *disposition, reason)?)
            }
            Deed::Promise { article, quantity, purpose, until } => {
                self.run(act, key, known.reservation(act, *article, *quantity, purpose, *until)?)
            }
            Deed::Hold { lot, quantity, reason } => self.run(act, key, known.hold(act, *lot, *quantity, reason)?),
            Deed::Correct { lot, lot_number, reason } => {
                self.run_by_two(act, key, known.correction(*lot, lot_number, reason)?)
            }
            Deed::Adjust { lot, by, reason } => self.run(act, key, known.adjustment(act, *lot, *by, reason)?),
            Deed::Notice { firm, product, lots } => {
                self.run(act, key, known::recalls::notice(act, firm, product, lots))
            }
            Deed::Recall(recall) => {
                let recall = traced(self.deployment, known.recall(act, recall)?).await?;
                let made = |done: OpenRecallDone| Made::Recall(done.recall_id);
                self.run_to_make(act, key, recall, made)
            }
            Deed::Count { lot, counted } => self.run(act, key, known.count(act, *lot, *counted)?),
            Deed::CloseRecall { note } => self.run(act, key, known.closing(note)?),
        };
        self.waiting.push_back(run);
        Ok(())
    }

    /// A correction on its way: asked for, signed by the director, and done.
    fn run_by_two(&self, act: &PlannedAct, key: String, correction: CorrectLot) -> BoxFuture<'d, Result<Made, Error>> {
        let deployment = self.deployment;
        let request = act.by.asks(act.at);
        let director = DIRECTOR.asks(act.at);
        let run = async move {
            let asked = operations::perform(deployment, &request, &key, correction.clone()).await;
            let approval_id = match asked {
                Err(Error::Refused(refusals)) => waits_for(&refusals).ok_or(Error::Refused(refusals))?,
                asked => return asked.map(|_| Made::Nothing),
            };

            let signature = SignApproval { approval: NamedApproval::Id(approval_id) };
            operations::perform(deployment, &director, &format!("{key} signed"), signature).await?;

            let signed = CorrectLot { approval_id: Some(approval_id), ..correction };
            operations::perform(deployment, &request, &key, signed).await?;
            Ok(Made::Nothing)
        };
        run.boxed()
    }

    /// An operation on its way that makes lots, in the order of `supplied`.
    fn run_with_lots<O: Operation>(
        &self,
        act: &PlannedAct,
        key: String,
        operation: O,
        supplied: &[Supplied],
        lots_of: impl FnOnce(O::Done) -> Vec<LotId> + Send + 'd,
    ) -> BoxFuture<'d, Result<Made, Error>> {
        let keys: Vec<LotKey> = supplied.iter().map(|lot| lot.lot).collect();
        let made = |done| Made::Lots(keys.into_iter().zip(lots_of(done)).collect());
        self.run_to_make(act, key, operation, made)
    }

    /// An operation on its way that makes nothing that later acts name.
    fn run<O: Operation>(&self, act: &PlannedAct, key: String, operation: O) -> BoxFuture<'d, Result<Made, Error>> {
        self.run_to_make(act, key, operation, |_| Made::Nothing)
    }

    fn run_to_make<O: Operation>(
        &self,
        act: &PlannedAct,
        key: String,
        operation: O,
        made: impl FnOnce(O::Done) -> Made + Send + 'd,
    ) -> BoxFuture<'d, Result<Made, Error>> {
        let deployment = self.deployment;
        let request = act.by.asks(act.at);
        async move {
            let answer = operations::perform(deployment, &request, &key, operation).await?;
            Ok(made(answer.done))
        }
        .boxed()
    }
}

/// A recall with how long its trace took, where it is a mock one: operations read no clock.
#[expect(clippy::disallowed_methods, reason = "how long the trace takes is what a mock recall is for")]
async fn traced(deployment: &Deployment, recall: OpenRecall) -> Result<OpenRecall, Error> {
    if recall.head.kind != RecallKind::Mock {
        return Ok(recall);
    }

    let reader = deployment.database.reader().at_one_instant();
    let lines = recalls::scope::check(&reader, &recall.scope).await?;
    let began = Instant::now();
    preview::of_lines(&reader, &lines, false).await?;
    let trace_millis = i64::try_from(began.elapsed().as_millis()).ok();
    Ok(OpenRecall { trace_millis, ..recall })
}
