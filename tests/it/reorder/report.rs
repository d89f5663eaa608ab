//! The reorder report: what counts, what does not, and why.

use crate::{
    clinic::{Clinic, clinic, filler, neurotoxin, saline, serum},
    databases::both,
};
use entity::{
    demand_day, entry,
    fixed_point::Quantity,
    hold::HoldKind,
    id::{ProductId, SupplierId},
    idempotency, posting,
    product::ProductCategory,
    purchase_order,
};
use lotwise::{
    operations::{
        create_product::CreateProduct, remove_reorder_policy::RemoveReorderPolicy,
        set_reorder_policy::SetReorderPolicy, submit_purchase_order::SubmitPurchaseOrder,
        update_product::UpdateProduct,
    },
    rules::{
        demand::DemandPattern,
        refusal::Code,
        reorder::{Policy, PolicyGiven},
    },
};
use rust_decimal::Decimal;

/// Syringes that 2 mL are used of every day from the 1st of February on, and whom they come from.
async fn syringes(clinic: &Clinic) -> (ProductId, SupplierId) {
    let product = clinic.product(filler()).await.id;
    let supplier = clinic.supplier_within("Cascade", 3).await;
    clinic.sells(supplier, product, 5, 1000).await;
    let lot = clinic.receives_on(product, "VA1", 60, "2026-02-01").await;
    clinic.uses_daily(lot, 2, "2026-02-01", 28).await;
    (product, supplier)
}

#[tokio::test]
async fn days_of_demand_become_a_reorder_point_with_every_step() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (product, supplier) = syringes(&clinic).await;
        let line = clinic.reorder_line(product).await;
        let suggestion = &line.suggestion;
        let forecast = suggestion.forecast.unwrap();
        // The 1st of March was a day without demand; today does not count yet.
        assert_eq!((forecast.statistics.days, forecast.statistics.demand_days), (29, 28));
        assert_eq!(forecast.pattern, DemandPattern::Smooth);
        assert!((forecast.per_day - 56.0 / 29.0).abs() < 1e-12);
        // Three days of lead time and seven of review.
        let reorder_point = 56.0 / 29.0 * 10.0 + 1.644_853_627 * forecast.deviation * 10.0_f64.sqrt();
        assert_eq!(suggestion.reorder_point, lotwise::rules::demand::quantity(reorder_point));
        assert_eq!(suggestion.position.total(), Quantity::whole(4));
        assert_eq!(line.supplier.as_ref().map(|supplier| supplier.id), Some(supplier));
        // Needed are these days, another review's and some safety, in boxes of five.
        assert_eq!((suggestion.due, suggestion.packages, suggestion.quantity), (true, 7, Quantity::whole(35)));
        assert_eq!(suggestion.cost.map(|cost| cost.to_string()), Some("7000".to_owned()));
        assert_eq!(line.stockout_on.map(|day| day.to_string()), Some("2026-03-04".to_owned()));
        // The days behind the mean can be added up.
        let days: Vec<_> = line.demand_days.iter().map(|day| (day.demand, day.counts)).collect();
        assert_eq!(days[..28], [(Quantity::whole(2), true); 28]);
        assert_eq!(days[28..], [(Quantity::ZERO, true)]);
        assert!(suggestion.arithmetic.len() > 9 && line.why_not().is_none(), "{:#?}", suggestion.arithmetic);
    })
    .await;
}

#[tokio::test]
async fn what_is_held_expired_or_recalled_never_counts() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        clinic.orders_at(product, 100, 300).await;
        let good = clinic.receive(product, "A1", 1).await;
        let held = clinic.receive(product, "A2", 2).await;
        let recalled = clinic.receive(product, "A3", 3).await;
        clinic.receive_expiring(product, "A4", 4, "2026-03-02").await;
        clinic.stops(held, HoldKind::Quarantine).await;
        clinic.stops(recalled, HoldKind::Suspect).await;
        let line = clinic.reorder_line(product).await;
        let position = &line.suggestion.position;
        assert_eq!((position.on_hand, position.usable), (Quantity::whole(1000), Quantity::whole(500)));
        let next_day = lotwise::queries::reorder::ReorderReport::read(
            clinic.deployment.database.reader(),
            &clinic.denver,
            clinic.manager_on("2026-03-03").at.into(),
        );
        let usable = next_day.await.unwrap().lines[0].suggestion.position.usable;
        assert_eq!(usable, clinic.balance(good).await.on_hand, "the last day of A4 is over");
    })
    .await;
}

#[tokio::test]
async fn what_is_promised_is_ordered_for_somebody_else() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        clinic.orders_at(product, 3, 6).await;
        clinic.receive(product, "S1", 5).await;
        assert!(!clinic.reorder_line(product).await.suggestion.due);
        clinic.reserve(product, 2).await;
        let suggestion = clinic.reorder_line(product).await.suggestion.clone();
        assert_eq!(suggestion.position.reserved, Quantity::whole(2));
        assert_eq!((suggestion.due, suggestion.quantity), (true, Quantity::whole(3)));
    })
    .await;
}

#[tokio::test]
async fn stock_that_expires_before_it_is_used_is_told_and_ordered_anew() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (product, _) = syringes(&clinic).await;
        clinic.receive_expiring(product, "VA2", 20, "2026-03-05").await;
        let position = clinic.reorder_line(product).await.suggestion.position.clone();
        assert_eq!(position.usable, Quantity::whole(24));
        // Four days less six hours at 56/29 a day use 6.6 of the 20; the others outdate.
        let used = 56.0 / 29.0 * 3.541_666_667;
        let expiring = lotwise::rules::demand::units(position.expiring_before_use);
        assert!((expiring - (20.0 - used)).abs() < 0.01, "{expiring}");
        let line = clinic.reorder_line(product).await;
        let lots: Vec<_> = line.expiring_lots.iter().map(|lot| (lot.lot.lot_number.as_str(), lot.quantity)).collect();
        assert_eq!(lots, [("VA2", position.expiring_before_use)]);
    })
    .await;
}

#[tokio::test]
async fn one_short_dated_delivery_does_not_say_how_long_the_next_is_good() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (product, _) = syringes(&clinic).await;
        let before = clinic.reorder_line(product).await.suggestion.clone();
        clinic.receive(product, "VA3", 1).await;
        clinic.receive_expiring(product, "SHORT", 1, "2026-03-05").await;

        let suggestion = clinic.reorder_line(product).await.suggestion.clone();
        assert_eq!((suggestion.due, suggestion.limited_because), (true, None));
        assert!(suggestion.packages >= before.packages - 2, "{} became {}", before.packages, suggestion.packages);
        let cap = suggestion.arithmetic.iter().find(|step| step.label == "Used before it expires").unwrap();
        assert!(cap.inputs[1].contains("the middle of 3 lots"), "{:?}", cap.inputs);
    })
    .await;
}

#[tokio::test]
async fn days_on_which_nothing_was_there_are_not_days_without_demand() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(filler()).await.id;
        let lot = clinic.receives_on(product, "VA1", 40, "2026-01-20").await;
        clinic.uses_daily(lot, 2, "2026-01-20", 20).await;
        clinic.receives_on(product, "VA1", 10, "2026-02-28").await;
        let forecast = clinic.reorder_line(product).await.suggestion.forecast.unwrap();
        // Twenty days of use, and two days with ten on the shelf; the nineteen between were empty.
        assert_eq!((forecast.statistics.days, forecast.statistics.demand_days), (22, 20));
    })
    .await;
}

#[tokio::test]
async fn a_product_without_history_gets_no_invented_number() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(saline()).await.id;
        let line = clinic.reorder_line(product).await;
        let suggestion = &line.suggestion;
        assert!(!suggestion.due && suggestion.reorder_point.is_none() && suggestion.forecast.is_none());
        assert!(line.why_not().unwrap().contains("It was not kept here before today: 14 days in stock are needed"));
        let lot = clinic.receives_on(product, "S1", 3, "2026-02-27").await;
        clinic.uses_on(lot, 5, "2026-02-28").await;
        let line = clinic.reorder_line(product).await;
        assert_eq!(
            line.why_not().unwrap(),
            "Demand is known of 3 days in stock, from 2026-02-27 to 2026-03-01: 14 days in stock are needed to learn what is used, or a fixed policy."
        );
    })
    .await;
}

#[tokio::test]
async fn a_product_of_its_own_policy_follows_it_and_the_others_that_of_their_category() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (own, other) = (clinic.product(filler()).await.id, {
            let other = CreateProduct { sku: "OTHER".to_owned(), identifiers: vec![], ..filler() };
            clinic.product(other).await.id
        });
        let category = SetReorderPolicy {
            site_id: clinic.denver.id,
            product_id: None,
            category: Some(ProductCategory::DermalFiller),
            policy: PolicyGiven::Forecast {
                service_level: Decimal::new(99, 2),
                review_days: 14,
                demand_window_days: 90,
            },
        };
        clinic.done(&clinic.manager(), category.clone()).await;
        clinic.orders_at(own, 2, 4).await;
        clinic.orders_at(own, 3, 6).await;
        let point = clinic.reorder_line(own).await.suggestion.reorder_point;
        assert_eq!(point, Some(Quantity::whole(3)), "the last one counts");
        let Policy::Forecast(policy) = clinic.reorder_line(other).await.policy else { panic!("not the category's") };
        assert_eq!((policy.review_days, policy.demand_window_days), (14, 90));

        // Without its own policy a product follows its category, and without that the default.
        let remove = |product_id, category| RemoveReorderPolicy { site_id: clinic.denver.id, product_id, category };
        clinic.done(&clinic.manager(), remove(Some(own), None)).await;
        let followed = clinic.reorder_line(own).await.policy;
        assert!(matches!(followed, Policy::Forecast(policy) if policy.review_days == 14), "{followed:?}");
        clinic.done(&clinic.manager(), remove(None, Some(ProductCategory::DermalFiller))).await;
        assert_eq!(clinic.reorder_line(own).await.policy, Policy::default());
        let again = clinic.refusals(&clinic.manager(), remove(Some(own), None)).await;
        assert_eq!(again, [(Code::NotFound, "productId".to_owned())]);
        assert!(clinic.forbidden(&clinic.nurse(), remove(Some(own), None)).await);
        clinic.books_are_proved().await;

        let neither = SetReorderPolicy { category: None, ..category };
        let refused = clinic.refusals(&clinic.manager(), neither).await;
        assert_eq!(refused.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_archived_product_is_not_ordered() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product_id = clinic.product(filler()).await.id;
        let supplier = clinic.supplier_within("Cascade", 3).await;
        clinic.sells(supplier, product_id, 5, 1000).await;
        let written = clinic.order_of(supplier, product_id, 2);
        let purchase_order_id = clinic.done(&clinic.manager(), written).await.purchase_order_ids[0];
        clinic.orders_at(product_id, 2, 4).await;
        assert_eq!(clinic.reorder_report().await.lines.len(), 1);
        let archived = UpdateProduct {
            product_id,
            name: None,
            identifiers: None,
            storage: None,
            in_use_hours: None,
            min_shelf_life_days: None,
            waste_witness: None,
            retail_price: None,
            archived: Some(true),
            replaces_id: None,
            add_identifiers: vec![],
            remove_identifiers: vec![],
        };
        clinic.done(&clinic.manager(), archived).await;
        assert!(clinic.reorder_report().await.lines.is_empty());
        let sent = clinic.refusals(&clinic.manager(), SubmitPurchaseOrder { purchase_order_id }).await;
        assert_eq!(sent, [(Code::Conflict, "purchaseOrderId".to_owned())], "nor sent, where it was written before");
    })
    .await;
}

#[tokio::test]
async fn asking_a_hundred_times_writes_nothing() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (product, _) = syringes(&clinic).await;
        let count = async || {
            (
                clinic.rows_of::<demand_day::Entity>().await,
                clinic.rows_of::<purchase_order::Entity>().await,
                clinic.rows_of::<posting::Entity>().await + clinic.rows_of::<entry::Entity>().await,
                clinic.rows_of::<idempotency::Entity>().await,
            )
        };
        let before = count().await;
        let first = clinic.reorder_line(product).await.suggestion.quantity;
        for _ in 0..100 {
            assert_eq!(clinic.reorder_line(product).await.suggestion.quantity, first);
        }
        assert_eq!(count().await, before);
    })
    .await;
}
