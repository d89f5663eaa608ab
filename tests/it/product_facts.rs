//! What a product is said to be: what may be sold at the till, facts that are set right, and codes one by one.

use crate::{
    clinic::{Clinic, clinic, filler, neurotoxin, serum},
    databases::both,
};
use chrono::TimeDelta;
use entity::{
    id::ProductId,
    product::{self, ProductCategory, RegulatoryClass},
    product_fact_change, product_identifier,
    product_identifier::IdentifierScheme,
    supplier_authorization,
};
use lotwise::{
    operations::{
        create_product::CreateProduct,
        create_supplier::CreateSupplier,
        record_opening_stock::{OpeningStockLine, RecordOpeningStock},
        return_to_supplier::{LotQuantity, ReturnToSupplier},
        set_product_facts::{Facts, SetProductFacts},
        source::StockSource,
        update_product::UpdateProduct,
    },
    rules::{lot_label::LotLabel, notice::NoticeCode, product_identifier::IdentifierGiven, refusal::Code},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

fn facts(product_id: ProductId, facts: Facts) -> SetProductFacts {
    SetProductFacts { product_id, facts, reason: "the label says so".to_owned() }
}

async fn codes_of(clinic: &Clinic, product: ProductId) -> Vec<String> {
    let own = product_identifier::Entity::find().filter(product_identifier::COLUMN.product_id.eq(product));
    let rows = own.all(clinic.deployment.database.reader()).await.unwrap();
    let mut codes: Vec<String> = rows.into_iter().map(|row| row.value).collect();
    codes.sort();
    codes
}

#[tokio::test]
async fn drugs_biologics_and_what_is_injected_are_sold_only_when_they_are_marked_for_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let compounded = CreateProduct {
            regulatory_class: RegulatoryClass::CompoundedDrug,
            sku: "SEMA".to_owned(),
            identifiers: vec![],
            retail: Some(false),
            ..serum()
        };
        for unmarked in [neurotoxin(), filler(), compounded] {
            let product = clinic.product(CreateProduct { sku: format!("{}-X", unmarked.sku), ..unmarked }).await;
            let lot = clinic.receive(product.id, "L1", 2).await;
            let units = product.contents.to_decimal().try_into().unwrap();
            let mut sale = clinic.sale([(StockSource::Lot(lot), units)]);
            sale.lines[0].unit_price = Some(crate::clinic::dollars(5));

            let refused = clinic.refusals(&clinic.front_desk(), sale.clone()).await;
            assert_eq!(refused, [(Code::NotAllowed, "lines.0.source".to_owned())], "{}", product.sku);

            let marked = Facts { retail: Some(true), ..Facts::default() };
            clinic.done(&clinic.manager(), facts(product.id, marked)).await;
            clinic.done(&clinic.front_desk(), sale).await;
        }
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn facts_are_set_right_and_what_was_said_before_is_kept() {
    both(async |database| {
        let clinic = clinic(database).await;
        let wrong = CreateProduct { identifiers: vec![], ..serum() };
        let before = clinic.product(wrong).await;
        let right =
            Facts { regulatory_class: Some(RegulatoryClass::Drug), prescription_only: Some(true), ..Facts::default() };
        assert!(clinic.forbidden(&clinic.nurse(), facts(before.id, right)).await);

        clinic.done(&clinic.manager(), facts(before.id, right)).await;
        let again = clinic.refusals(&clinic.manager(), facts(before.id, right)).await;
        assert_eq!(again, [(Code::AlreadyDone, "productId".to_owned())]);
        let impossible = Facts { category: Some(ProductCategory::Neurotoxin), lot_tracked: Some(false), ..right };
        let refused = clinic.refusals(&clinic.manager(), facts(before.id, impossible)).await;
        assert!(refused.iter().all(|(code, _)| *code == Code::Invalid), "{refused:?}");

        let after = clinic.row::<product::Entity>(before.id).await;
        assert_eq!((after.regulatory_class, after.prescription_only), (RegulatoryClass::Drug, true));
        assert_eq!((after.category, after.retail), (before.category, before.retail), "the rest stays");
        let reader = clinic.deployment.database.reader();
        let kept = product_fact_change::Entity::find().all(reader).await.unwrap();
        assert_eq!((kept.len(), kept[0].by.as_str()), (1, "max"));
        let said: Facts = serde_json::from_str(&kept[0].before).unwrap();
        assert_eq!(said, Facts::of(&before));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn codes_are_added_and_taken_away_one_by_one() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(filler()).await.id;
        let code = |value: &str, containers_per_package| IdentifierGiven {
            scheme: IdentifierScheme::Gtin,
            value: value.to_owned(),
            containers_per_package,
        };
        let change =
            |add, remove| UpdateProduct { add_identifiers: add, remove_identifiers: remove, ..unchanged(product) };

        clinic.done(&clinic.manager(), change(vec![code("00300239232013", 1)], vec![])).await;
        assert_eq!(codes_of(&clinic, product).await, ["00300239232013", "07540161860004", "17540161860001"]);
        clinic.done(&clinic.manager(), change(vec![], vec![code("07540161860004", 1)])).await;
        assert_eq!(codes_of(&clinic, product).await, ["00300239232013", "17540161860001"]);

        let twice = clinic.refusals(&clinic.manager(), change(vec![code("17540161860001", 5)], vec![])).await;
        assert_eq!(twice, [(Code::Conflict, "addIdentifiers.0.value".to_owned())]);
        let unknown = clinic.refusals(&clinic.manager(), change(vec![], vec![code("07540161860004", 1)])).await;
        assert_eq!(unknown, [(Code::NotFound, "removeIdentifiers.0.value".to_owned())]);
        let both_ways = UpdateProduct { identifiers: Some(vec![]), ..change(vec![code("07540161860004", 1)], vec![]) };
        let refused = clinic.refusals(&clinic.manager(), both_ways).await;
        assert_eq!(refused, [(Code::Invalid, "identifiers".to_owned())]);
    })
    .await;
}

fn unchanged(product_id: ProductId) -> UpdateProduct {
    UpdateProduct {
        product_id,
        name: None,
        identifiers: None,
        add_identifiers: vec![],
        remove_identifiers: vec![],
        storage: None,
        in_use_hours: None,
        min_shelf_life_days: None,
        waste_witness: None,
        retail_price: None,
        archived: None,
        replaces_id: None,
    }
}

fn found(clinic: &Clinic, product_id: ProductId) -> RecordOpeningStock {
    let label = LotLabel {
        lot_number: Some("FOUND".to_owned()),
        expires_on: Some("2027-06-30".parse().unwrap()),
        ..LotLabel::default()
    };
    let line = OpeningStockLine {
        product_id,
        label,
        supplier_id: None,
        containers: 1,
        open_containers: vec![],
        unit_cost: None,
    };
    RecordOpeningStock { site_id: clinic.denver.id, as_of: clinic.now.into(), lines: vec![line] }
}

#[tokio::test]
async fn what_is_injected_comes_from_nowhere_only_at_go_live_or_by_a_director() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let cream = clinic.product(serum()).await.id;
        let lot = clinic.receive(vial, "L1", 2).await;
        assert!(clinic.forbidden(&clinic.director(), found(&clinic, vial)).await, "the go-live is a manager's");
        clinic.done(&clinic.manager(), found(&clinic, vial)).await;
        clinic.draw(lot, 10).await;
        clinic.now += TimeDelta::days(29);
        clinic.done(&clinic.manager(), found(&clinic, vial)).await;
        clinic.now += TimeDelta::days(2);

        clinic.done(&clinic.manager(), found(&clinic, cream)).await;
        let refused = clinic.refusals(&clinic.manager(), found(&clinic, vial)).await;
        assert_eq!(refused, [(Code::NotAllowed, "lines.0.productId".to_owned())]);
        let answer = clinic.perform(&clinic.director(), found(&clinic, vial)).await.unwrap();
        assert_eq!(answer.notices[0].code, NoticeCode::OutsideGoLive);
        let deviations = entity::deviation::Entity::find().all(clinic.deployment.database.reader()).await.unwrap();
        assert_eq!(deviations.len(), 1);
        assert_eq!(deviations[0].posting_id, Some(answer.done.posting_id));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn goods_go_back_only_to_whom_they_came_from() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot_id = clinic.receive(vial, "L1", 2).await;
        let other = CreateSupplier { name: "Borea".to_owned(), lead_time_days: None, authorizations: vec![] };
        let other = clinic.done(&clinic.manager(), other).await.supplier_id;
        let back = |supplier_id| ReturnToSupplier {
            site_id: clinic.denver.id,
            supplier_id,
            occurred_at: clinic.now.into(),
            document: None,
            reason: "ordered twice".to_owned(),
            lines: vec![LotQuantity { lot_id, quantity: 100.into() }],
        };

        let refused = clinic.refusals(&clinic.manager(), back(other)).await;
        assert_eq!(refused, [(Code::Conflict, "lines.0.lotId".to_owned())]);
        clinic.done(&clinic.manager(), back(clinic.supplier().await)).await;
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_prescription_drug_comes_from_a_licensed_supplier() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lashes = CreateProduct { prescription_only: true, sku: "LASH".to_owned(), ..serum() };
        let lashes = clinic.product(lashes).await.id;
        let mut delivery = clinic.delivery(lashes, "L1", 1).await;
        delivery.lines[0].overrides.clear();

        let refused = clinic.refusals(&clinic.manager(), delivery).await;

        assert_eq!(refused.first().map(|(code, _)| *code), Some(Code::NotAllowed), "{refused:?}");
        let licences = supplier_authorization::Entity::find().all(clinic.deployment.database.reader()).await.unwrap();
        assert!(licences.is_empty());
    })
    .await;
}
