//! Products: what is refused of them, which codes they may have, and what of them may change.

use crate::{
    clinic::{Clinic, clinic},
    clinic::{filler, neurotoxin, serum},
    databases::both,
};
use entity::{
    fixed_point::{Money, Quantity},
    id::ProductId,
    product,
    product_identifier::{self, IdentifierScheme},
};
use lotwise::{
    operations::{
        create_product::{ContainerGiven, CreateProduct},
        update_product::UpdateProduct,
    },
    rules::{
        money::MoneyAmount,
        product_identifier::IdentifierGiven,
        refusal::{Code, Reason},
    },
};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

fn change(product_id: ProductId) -> UpdateProduct {
    UpdateProduct {
        product_id,
        name: None,
        identifiers: None,
        storage: None,
        in_use_hours: None,
        min_shelf_life_days: None,
        waste_witness: None,
        retail_price: None,
        archived: None,
        replaces_id: None,
        add_identifiers: vec![],
        remove_identifiers: vec![],
    }
}

fn code(scheme: IdentifierScheme, value: &str) -> IdentifierGiven {
    IdentifierGiven { scheme, value: value.to_owned(), containers_per_package: 1 }
}

async fn codes(clinic: &Clinic, product_id: ProductId) -> Vec<String> {
    let own = product_identifier::Entity::find().filter(product_identifier::COLUMN.product_id.eq(product_id));
    let mut rows = own.all(clinic.deployment.database.reader()).await.unwrap();
    rows.sort_by(|one, other| one.canonical.cmp(&other.canonical));
    rows.into_iter().map(|row| row.canonical).collect()
}

#[tokio::test]
async fn products_of_each_kind_are_kept_as_they_were_given() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await;
        assert_eq!((vial.contents, vial.quantity_step), (Quantity::whole(100), Quantity(5_000)));
        assert_eq!((vial.unit.as_str(), vial.in_use_hours), ("U", Some(24)));
        let syringe = clinic.product(filler()).await;
        assert_eq!(codes(&clinic, syringe.id).await, ["07540161860004", "17540161860001"]);
        let bottle = clinic.product(serum()).await;
        assert_eq!(bottle.retail_price, Some(Money(890_000)));
        assert!(!bottle.expiry_required && !bottle.archived);
    })
    .await;
}

#[tokio::test]
async fn what_a_product_cannot_be_is_refused_field_by_field_and_nothing_is_written() {
    both(async |database| {
        let clinic = clinic(database).await;
        let refused = |product| {
            let clinic = &clinic;
            async move {
                let refusals = clinic.refusals(&clinic.manager(), product).await;
                assert!(refusals.iter().all(|(code, _)| *code == Code::Invalid));
                refusals.into_iter().map(|(_, field)| field).collect::<Vec<_>>()
            }
        };
        let vial = neurotoxin();
        let container = |contents| ContainerGiven { contents, ..neurotoxin().container };
        let empty = CreateProduct { sku: "".to_owned(), name: "x".repeat(201), ..vial.clone() };
        assert_eq!(refused(empty).await, ["sku", "name"]);
        let no_step = CreateProduct { quantity_step: Decimal::ZERO, ..vial.clone() };
        assert_eq!(refused(no_step).await, ["quantityStep"]);
        let fine = CreateProduct { quantity_step: Decimal::new(1, 5), ..vial.clone() };
        assert_eq!(refused(fine).await, ["quantityStep"], "five decimals");
        let between = CreateProduct { container: container(Decimal::new(1003, 1)), ..vial.clone() };
        assert_eq!(refused(between).await, ["container.contents"], "100.3 U in steps of 0.5 U");
        let vast = CreateProduct { container: container(Decimal::MAX), ..vial.clone() };
        assert_eq!(refused(vast).await, ["container.contents"]);
        let undated = CreateProduct { expiry_required: false, ..vial.clone() };
        assert_eq!(refused(undated).await, ["expiryRequired"]);
        let unending = ContainerGiven { in_use_hours: None, ..vial.container.clone() };
        assert_eq!(refused(CreateProduct { container: unending, ..vial.clone() }).await, ["container.inUseHours"]);
        let euro = MoneyAmount { amount: Decimal::ONE, currency: "EUR".to_owned() };
        assert_eq!(refused(CreateProduct { retail_price: Some(euro), ..serum() }).await, ["retailPrice.currency"]);
        let wrong = vec![code(IdentifierScheme::Gtin, "00300239232014")];
        assert_eq!(refused(CreateProduct { identifiers: wrong, ..vial }).await, ["identifiers.0.value"]);
        let products = product::Entity::find().count(clinic.deployment.database.reader()).await.unwrap();
        assert_eq!(products, 0);
    })
    .await;
}

#[tokio::test]
async fn a_code_of_the_clinic_is_given_to_one_product() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(serum()).await;
        let refused = clinic.refusals(&clinic.manager(), serum()).await;
        assert_eq!(refused, [(Code::Conflict, "sku".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn a_drug_code_is_the_number_of_another_product_whose_gtin_is_made_of_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(neurotoxin()).await;
        let identifiers = vec![code(IdentifierScheme::Ref, "94-1"), code(IdentifierScheme::Ndc, "0023-9232-01")];
        let refused = clinic.refused(&clinic.manager(), CreateProduct { identifiers, ..serum() }).await;
        let Reason::Conflict { current, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!(refused[0].field, ["identifiers", "1", "value"]);
        assert_eq!(current.as_deref(), Some("BOTOX-100"));
    })
    .await;
}

#[tokio::test]
async fn of_many_products_that_want_one_number_at_once_one_gets_it_and_none_fails() {
    both(async |database| {
        let clinic = clinic(database).await;
        let manager = clinic.manager();
        let all = (0..16).map(|number| {
            let (gtin, ndc) = (IdentifierScheme::Gtin, IdentifierScheme::Ndc);
            let wanted = if number % 2 == 0 { code(gtin, "00300239232013") } else { code(ndc, "0023-9232-01") };
            let product = CreateProduct { sku: format!("P{number}"), identifiers: vec![wanted], ..serum() };
            clinic.perform(&manager, product)
        });
        let outcomes = futures_util::future::join_all(all).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        let refused = |error: &lotwise::error::Error| matches!(error, lotwise::error::Error::Refused(_));
        assert!(outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).all(refused));
    })
    .await;
}

#[tokio::test]
async fn a_change_leaves_what_it_does_not_name() {
    both(async |database| {
        let clinic = clinic(database).await;
        let before = clinic.product(serum()).await;
        let price = Some(MoneyAmount { amount: Decimal::new(9_450, 2), currency: "USD".to_owned() });
        let dearer = UpdateProduct { retail_price: price, archived: Some(true), ..change(before.id) };
        clinic.done(&clinic.manager(), dearer).await;
        let after = clinic.row::<product::Entity>(before.id).await;
        assert_eq!(after, product::Model { retail_price: Some(Money(945_000)), archived: true, ..before });
        clinic.done(&clinic.manager(), change(after.id)).await;
        assert_eq!(clinic.row::<product::Entity>(after.id).await, after, "a change of nothing");
    })
    .await;
}

#[tokio::test]
async fn codes_are_replaced_as_a_whole_and_a_code_given_up_may_go_to_another_product() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (syringe, bottle) = (clinic.product(filler()).await, clinic.product(serum()).await);
        let kept = vec![code(IdentifierScheme::Gtin, "07540161860004")];
        let fewer = UpdateProduct { identifiers: Some(kept), ..change(syringe.id) };
        clinic.done(&clinic.manager(), fewer).await;
        assert_eq!(codes(&clinic, syringe.id).await, ["07540161860004"]);
        let given_up = vec![code(IdentifierScheme::Gtin, "17540161860001")];
        let taken_over = UpdateProduct { identifiers: Some(given_up), ..change(bottle.id) };
        clinic.done(&clinic.manager(), taken_over).await;
        assert_eq!(codes(&clinic, bottle.id).await, ["17540161860001"]);
        let none = UpdateProduct { identifiers: Some(vec![]), ..change(bottle.id) };
        clinic.done(&clinic.manager(), none).await;
        assert_eq!(codes(&clinic, bottle.id).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_product_takes_the_place_of_another_and_never_of_itself() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (old, new) = (clinic.product(filler()).await.id, clinic.product(serum()).await.id);
        let replace = |product_id, replaces_id| UpdateProduct { replaces_id: Some(replaces_id), ..change(product_id) };
        clinic.done(&clinic.manager(), replace(new, old)).await;
        assert_eq!(clinic.row::<product::Entity>(new).await.replaces_id, Some(old));
        for circle in [replace(old, new), replace(old, old)] {
            let refused = clinic.refusals(&clinic.manager(), circle).await;
            assert_eq!(refused, [(Code::Conflict, "replacesId".to_owned())]);
        }
        let unknown = clinic.refusals(&clinic.manager(), replace(new, ProductId::new())).await;
        assert_eq!(unknown, [(Code::NotFound, "replacesId".to_owned())]);
        let unknown = clinic.refusals(&clinic.manager(), change(ProductId::new())).await;
        assert_eq!(unknown, [(Code::NotFound, "productId".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn the_catalogue_is_the_managers() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await;
        for request in [clinic.nurse(), clinic.front_desk(), clinic.director(), clinic.auditor(), clinic.admin()] {
            assert!(clinic.forbidden(&request, filler()).await);
            assert!(clinic.forbidden(&request, change(bottle.id)).await);
        }
    })
    .await;
}
