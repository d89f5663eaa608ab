//! Every unit is accounted for, or found to be missing.

use crate::{
    clinic::{clinic, neurotoxin},
    databases::both,
};
use lotwise::operations::{
    adjust_stock::{AdjustStock, AdjustmentLine, StockChange},
    explain_unaccounted::ExplainUnaccounted,
    source::StockSource,
};
use rust_decimal::Decimal;
use serde_json::json;

#[tokio::test]
async fn forty_units_that_were_adjusted_away_after_use_are_found() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 2).await;
        let container_id = clinic.opened_one(lot).await;
        clinic.done(&clinic.nurse(), clinic.usage([(StockSource::Container(container_id), 60)])).await;
        let line = AdjustmentLine {
            lot_id: None,
            container_id: Some(container_id),
            change: StockChange::By(Decimal::from(-40)),
        };
        let (site_id, occurred_at, reason) = (clinic.denver.id, clinic.now.into(), "the vial was empty".to_owned());
        clinic.done(&clinic.manager(), AdjustStock { site_id, occurred_at, reason, lines: vec![line] }).await;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        clinic.done(&clinic.manager(), clinic.counts(recall, lot, clinic.denver.id, 100)).await;
        let seen = clinic
            .recall(recall, "balance { received used counted closing unaccounted } progress { accountedForShare }")
            .await;
        let expected =
            json!([{ "received": "200", "used": "60", "counted": "-40", "closing": "100", "unaccounted": "40" }]);
        assert_eq!(seen["balance"], expected);
        assert_eq!(seen["progress"]["accountedForShare"], "0.8");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn an_explanation_stands_only_for_the_amount_that_it_was_signed_for() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 1).await;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        let counts = async |units: i64| {
            clinic.done(&clinic.manager(), clinic.counts(recall, lot, clinic.denver.id, units)).await;
            clinic.recall(recall, "balance { unaccounted explanation }").await["balance"].clone()
        };
        counts(30).await;
        let site_id = clinic.denver.id;
        let reason = "a vial broke".to_owned();
        let signed = ExplainUnaccounted { recall_id: recall, lot_id: lot, site_id, reason };
        clinic.done(&clinic.director(), signed).await;

        assert_eq!(counts(30).await, json!([{ "unaccounted": "70", "explanation": "a vial broke" }]));
        assert_eq!(counts(10).await, json!([{ "unaccounted": "90", "explanation": null }]), "nobody signed for 90");
        assert_eq!(counts(30).await[0]["explanation"], "a vial broke");
    })
    .await;
}
