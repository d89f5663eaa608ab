//! Closing a recall, and what keeps it open; expanding, reopening and cancelling it.

use super::{listed, of_kind, recall_of};
use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::both,
};
use entity::{
    id::RecallId,
    recall::{RecallKind, RecallStatus},
    recall_contact::ContactStatus,
};
use lotwise::{
    operations::{
        cancel_recall::CancelRecall,
        close_recall::CloseRecall,
        confirm_recall_site::{ConfirmRecallSite, CountedLot},
        expand_recall::ExpandRecall,
        explain_unaccounted::ExplainUnaccounted,
        reopen_recall::ReopenRecall,
    },
    rules::refusal::Code,
};
use rust_decimal::Decimal;
use serde_json::json;

fn close(recall_id: RecallId) -> CloseRecall {
    CloseRecall { recall_id, note: "all of it is accounted for".to_owned() }
}

impl Clinic {
    /// Why the recall is not closed.
    async fn matters(&self, recall: RecallId) -> Vec<String> {
        let refusals = self.refused(&self.director(), close(recall)).await;
        assert!(refusals.iter().all(|refusal| refusal.code() == Code::NotBalanced), "{refusals:?}");
        refusals.iter().map(ToString::to_string).collect()
    }

    async fn tells_everybody(&self, recall: RecallId) {
        let called = self.called(recall, ContactStatus::Contacted).await;
        self.done(&self.director(), called).await;
    }
}

#[tokio::test]
async fn a_recall_is_closed_when_nothing_is_open_and_every_refusal_names_what_is() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 2).await;
        clinic.treated(lot, 100, "4711").await;
        clinic.post(vec![crate::clinic::movement(lot, entity::entry::LedgerAccount::Adjustment, -100)]).await;
        clinic.receive(vial, "C3016", 1).await;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        let contact = clinic.contacts_of(recall).await[0].id;
        let odd = vec![CountedLot { lot_id: lot, counted: Decimal::new(99_877, 3) }];
        let odd = ConfirmRecallSite { recall_id: recall, site_id: clinic.denver.id, lots: odd };
        let refused = clinic.refusals(&clinic.manager(), odd).await;
        assert_eq!(refused, [(Code::Invalid, "lots.0.counted".to_owned())], "not a multiple of the product's step");
        assert_eq!(
            clinic.matters(recall).await,
            [
                "Lot C3016 at denver: 100 U on hand, neither returned, destroyed nor released.".to_owned(),
                "Lot C3016 at denver is not counted; the books have 100 U.".to_owned(),
                format!("Contacts that are pending: 1, the first of them {contact}."),
            ]
        );
        let log = "{ auditLog(filter: { operation: \"closeRecall\" }) { nodes { what outcome } } }";
        let logged = clinic.asks(&clinic.auditor(), log, serde_json::json!({})).await["auditLog"]["nodes"].clone();
        let once = serde_json::json!([{ "what": "recallId", "outcome": "NOT_BALANCED" }]);
        assert_eq!(logged, once, "three refusals, one field");
        clinic.done(&clinic.manager(), clinic.counts(recall, lot, clinic.denver.id, 100)).await;
        clinic.done(&clinic.director(), clinic.destroys(recall, lot, 100)).await;
        clinic.tells_everybody(recall).await;
        let short = "Lot C3016 at denver: 100 U are not accounted for, 0 U are signed for.";
        assert_eq!(clinic.matters(recall).await, [short]);
        let explain = ExplainUnaccounted {
            recall_id: recall,
            lot_id: lot,
            site_id: clinic.denver.id,
            reason: "broken in the fridge door".to_owned(),
        };
        assert!(clinic.forbidden(&clinic.manager(), explain.clone()).await);
        clinic.done(&clinic.director(), explain.clone()).await;
        clinic.done(&clinic.director(), close(recall)).await;
        assert_eq!(clinic.row_of_recall(recall).await.status, RecallStatus::Closed);
        assert_eq!(clinic.standing_holds(recall).await.len(), 1, "closing releases nothing");
        assert_eq!(clinic.refusals(&clinic.director(), explain).await[0].0, Code::Conflict, "it is closed");
        let timeline = clinic.timeline_of(recall).await;
        assert!(timeline.first().is_some_and(|what| what.starts_with("Opened")), "{timeline:?}");
        assert!(timeline.last().is_some_and(|what| what.starts_with("Closed")), "{timeline:?}");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn another_amount_is_signed_for_again_and_a_site_counts_again_what_came_since() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 2).await;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        clinic.done(&clinic.manager(), clinic.counts(recall, lot, clinic.denver.id, 160)).await;
        let explain = ExplainUnaccounted {
            recall_id: recall,
            lot_id: lot,
            site_id: clinic.denver.id,
            reason: "nobody knows".to_owned(),
        };
        clinic.done(&clinic.director(), explain.clone()).await;
        clinic.done(&clinic.director(), clinic.destroys(recall, lot, 100)).await;
        clinic.done(&clinic.manager(), clinic.counts(recall, lot, clinic.denver.id, 100)).await;
        let done_already = clinic.refusals(&clinic.director(), explain).await;
        assert_eq!(done_already, [(Code::AlreadyDone, "lotId".to_owned())], "counted again: nothing is missing");
        clinic.receive(vial, "C3016", 1).await;
        let matters = clinic.matters(recall).await;
        assert!(matters.iter().any(|matter| matter.contains("is not counted")), "{matters:?}");
        let seen = clinic.recall(recall, "siteTasks { booked counted countedBy }").await;
        let task = serde_json::json!([{ "booked": "200", "counted": null, "countedBy": "max" }]);
        assert_eq!(seen["siteTasks"], task);
    })
    .await;
}

#[tokio::test]
async fn a_mock_recall_is_closed_without_disposing_of_anything() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 2).await;
        let mock = of_kind(RecallKind::Mock, recall_of(vial, &["C3016"]));
        let recall = clinic.done(&clinic.director(), mock).await.recall_id;
        let destroy = clinic.refusals(&clinic.director(), clinic.destroys(recall, lot, 100)).await;
        assert_eq!(destroy, [(Code::Conflict, "recallId".to_owned())]);
        clinic.done(&clinic.manager(), clinic.counts(recall, lot, clinic.denver.id, 200)).await;
        clinic.done(&clinic.director(), close(recall)).await;
        let seen = clinic.recall(recall, "progress { accountedForShare }").await;
        assert_eq!(seen["progress"]["accountedForShare"], "1");
    })
    .await;
}

#[tokio::test]
async fn a_recall_is_expanded_and_reopened() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let (first, second) = (clinic.receive(vial, "A1", 1).await, clinic.receive(vial, "B2", 1).await);
        clinic.treated(second, 10, "4711").await;
        let recall = clinic.opens_recall(vial, &["A1"]).await;
        let expand = ExpandRecall {
            recall_id: recall,
            reason: "the firm named another".to_owned(),
            scope: vec![listed(vial, &["b2", "A1"])],
        };
        clinic.done(&clinic.director(), expand.clone()).await;
        let held: Vec<_> = clinic.standing_holds(recall).await.into_iter().map(|hold| hold.lot_id).collect();
        assert_eq!(held, [first, second], "each once");
        assert_eq!(clinic.contacts_of(recall).await.len(), 1);
        let reopen = ReopenRecall { recall_id: recall, reason: "one vial more".to_owned() };
        assert_eq!(clinic.refusals(&clinic.director(), reopen.clone()).await[0].0, Code::Conflict, "it is open");
        for (lot, units) in [(first, 100), (second, 90)] {
            clinic.done(&clinic.manager(), clinic.counts(recall, lot, clinic.denver.id, units)).await;
            clinic.done_by_two(&clinic.director(), clinic.releases(recall, lot, units)).await;
        }
        clinic.tells_everybody(recall).await;
        clinic.done(&clinic.director(), close(recall)).await;
        assert_eq!(clinic.refusals(&clinic.director(), expand).await[0].0, Code::Conflict, "it is closed");
        clinic.done(&clinic.director(), reopen).await;
        assert_eq!(clinic.row_of_recall(recall).await.status, RecallStatus::Open);
    })
    .await;
}

#[tokio::test]
async fn a_recall_that_was_opened_in_error_is_cancelled_by_two_and_holds_nothing_any_more() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 2).await;
        clinic.draw(lot, 10).await;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        let told =
            async || clinic.recall(recall, "progress { contactsPending contactsDone }").await["progress"].clone();
        assert_eq!(told().await, json!({ "contactsPending": 1, "contactsDone": 0 }));
        let cancel = CancelRecall {
            recall_id: recall,
            reason: "another firm's lot".to_owned(),
            confirmed_by_id: Some("eve".to_owned()),
            approval_id: None,
        };
        let alone = clinic.refusals(&clinic.director(), cancel.clone()).await;
        assert_eq!(alone, [(Code::NeedsApproval, "approvalId".to_owned())]);
        assert_eq!(clinic.row_of_recall(recall).await.status, RecallStatus::Open);
        clinic.done_by_two(&clinic.director(), cancel).await;
        clinic.draw(lot, 10).await;
        let more = clinic.receive(vial, "C3016", 1).await;
        clinic.draw(more, 10).await;
        assert_eq!(clinic.row_of_recall(recall).await.status, RecallStatus::Cancelled);
        assert!(clinic.timeline_of(recall).await.last().is_some_and(|what| what.contains("signed by eve")));
        assert_eq!(told().await, json!({ "contactsPending": 0, "contactsDone": 1 }), "nobody is to be told any more");
        let [contact] = &clinic.contacts_of(recall).await[..] else { panic!("one patient was treated with it") };
        assert_eq!(contact.status, ContactStatus::NotRequired);
    })
    .await;
}
