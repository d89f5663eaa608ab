//! What is done about recalls, as operations.

use super::{Known, id};
use crate::{
    demo::history::{LotKey, PlannedAct, PlannedRecall},
    error::Error,
    operations::{
        close_recall::CloseRecall,
        confirm_recall_site::{ConfirmRecallSite, CountedLot},
        open_recall::OpenRecall,
        record_recall_notice::RecordRecallNotice,
    },
    rules::recall::{form::Head, scope::ScopeGiven, window::Window},
};
use chrono::TimeDelta;
use entity::{recall::RecallKind, recall_class::RecallClass};
use rust_decimal::Decimal;

/// How many days the firm gives for an answer.
const DAYS_TO_ANSWER: i64 = 10;

impl Known {
    pub(in crate::demo) fn recall(&self, act: &PlannedAct, recall: &PlannedRecall) -> Result<OpenRecall, Error> {
        let scope = ScopeGiven {
            product_id: self.product(recall.article)?,
            lot_numbers: recall.lots.clone(),
            lot_range: None,
            serials: vec![],
            all_lots: false,
            expires: Window::default(),
            received: Window::default(),
        };
        Ok(OpenRecall {
            head: head(act, recall),
            scope: vec![scope],
            notice_id: None,
            is_another: false,
            trace_millis: None,
        })
    }

    pub(in crate::demo) fn count(
        &self,
        act: &PlannedAct,
        lot: LotKey,
        counted: Decimal,
    ) -> Result<ConfirmRecallSite, Error> {
        let lots = vec![CountedLot { lot_id: self.lot(lot)?, counted }];
        Ok(ConfirmRecallSite { recall_id: id(self.recall.as_ref())?, site_id: self.site(act)?, lots })
    }

    pub(in crate::demo) fn closing(&self, note: &str) -> Result<CloseRecall, Error> {
        Ok(CloseRecall { recall_id: id(self.recall.as_ref())?, note: note.to_owned() })
    }
}

/// The head of a recall; only a real one has the firm's number, instructions and term.
fn head(act: &PlannedAct, recall: &PlannedRecall) -> Head {
    let today = act.at.date_naive();
    let is_real = recall.kind != RecallKind::Mock;
    let instructions = "Stop using it, tell who was treated, send back what is left.";
    Head {
        kind: recall.kind,
        number: is_real.then(|| "Z-0417-DEMO".to_owned()),
        classification: RecallClass::ClassII,
        firm: recall.firm.clone(),
        reason: recall.reason.to_owned(),
        instructions: is_real.then(|| instructions.to_owned()),
        initiated_on: today,
        response_due_on: is_real.then(|| today + TimeDelta::days(DAYS_TO_ANSWER)),
    }
}

/// The letter as somebody types it in.
pub(in crate::demo) fn notice(act: &PlannedAct, firm: &str, product: &str, lots: &str) -> RecordRecallNotice {
    let received_on = act.at.date_naive();
    RecordRecallNotice {
        source: "a letter of the firm".to_owned(),
        number: format!("{}-01", received_on.format("%Y%m%d")),
        firm: firm.to_owned(),
        classification: RecallClass::NotYetClassified,
        product_description: product.to_owned(),
        code_info: lots.to_owned(),
        reason: None,
        received_on,
    }
}
