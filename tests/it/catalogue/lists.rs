//! Lists of the catalogue: searched without regard to case, and paged without a gap or a repetition.

use crate::{
    clinic::{Clinic, clinic, filler, neurotoxin, serum},
    databases::both,
};
use entity::{id::SupplierId, posting, product::ProductCategory};
use lotwise::{
    error::Error,
    operations::{create_product::CreateProduct, create_supplier::CreateSupplier, update_product::UpdateProduct},
    queries::{
        catalogue::{self, ProductFilter},
        page::PageRequest,
    },
    rules::refusal::Code,
};
use sea_orm::EntityTrait;

async fn found(clinic: &Clinic, filter: ProductFilter) -> Vec<String> {
    let asked = PageRequest::new(None, None).unwrap();
    let page = catalogue::products(clinic.deployment.database.reader(), &filter, &asked).await.unwrap();
    page.rows.into_iter().map(|listed| listed.row.sku).collect()
}

fn words(search: &str) -> ProductFilter {
    ProductFilter { search: Some(search.to_owned()), ..ProductFilter::default() }
}

#[tokio::test]
async fn a_search_finds_code_name_and_maker_by_any_part_of_a_word() {
    both(async |database| {
        let clinic = clinic(database).await;
        for product in [neurotoxin(), filler(), serum()] {
            clinic.product(product).await;
        }
        assert_eq!(found(&clinic, words("botox")).await, ["BOTOX-100"]);
        assert_eq!(found(&clinic, words("ABBVIE")).await, ["BOTOX-100", "JUV-VOLUMA"], "by name");
        assert_eq!(found(&clinic, words("volu abbv 1 ml")).await, ["JUV-VOLUMA"]);
        assert_eq!(found(&clinic, words("serum-c")).await, ["SERUM-C"]);
        for nothing in ["%", "_", r"\", "botox serum"] {
            assert_eq!(found(&clinic, words(nothing)).await, [""; 0], "{nothing}");
        }
        assert_eq!(found(&clinic, words("  ")).await.len(), 3, "no word asks for all");
    })
    .await;
}

#[tokio::test]
async fn a_search_takes_letters_alike_with_and_without_accents_and_in_capitals_or_not() {
    both(async |database| {
        let clinic = clinic(database).await;
        let name = "Juvéderm ÉLAN Weiß".to_owned();
        clinic.product(CreateProduct { name, ..filler() }).await;
        for search in ["JUVEDERM", "juvéderm", "JUVÉDERM", "élan", "elan", "ÉLAN juve", "WEISS", "abbvie weiß"] {
            assert_eq!(found(&clinic, words(search)).await, ["JUV-VOLUMA"], "{search}");
        }
        assert_eq!(found(&clinic, words("juvederm élon")).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn products_are_found_by_category_and_by_whether_they_are_archived() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(filler()).await;
        let product_id = clinic.product(serum()).await.id;
        let (name, identifiers, storage, in_use_hours, min_shelf_life_days) = (None, None, None, None, None);
        let (retail_price, archived, replaces_id) = (None, Some(true), None);
        let archive = UpdateProduct {
            product_id,
            name,
            identifiers,
            add_identifiers: vec![],
            remove_identifiers: vec![],
            storage,
            in_use_hours,
            min_shelf_life_days,
            waste_witness: None,
            retail_price,
            archived,
            replaces_id,
        };
        clinic.done(&clinic.manager(), archive).await;
        let fillers = ProductFilter { category: Some(ProductCategory::DermalFiller), ..ProductFilter::default() };
        assert_eq!(found(&clinic, fillers).await, ["JUV-VOLUMA"]);
        for (archived, sku) in [(true, "SERUM-C"), (false, "JUV-VOLUMA")] {
            let filter = ProductFilter { archived: Some(archived), ..ProductFilter::default() };
            assert_eq!(found(&clinic, filter).await, [sku]);
        }
        let by_code = catalogue::product(clinic.deployment.database.reader(), "SERUM-C").await.unwrap();
        assert!(by_code.is_some_and(|product| product.archived));
        let no_code = catalogue::product(clinic.deployment.database.reader(), "\0").await.unwrap();
        assert!(no_code.is_none());
    })
    .await;
}

#[tokio::test]
async fn products_are_found_by_who_delivered_them() {
    both(async |database| {
        let clinic = clinic(database).await;
        let delivered = clinic.product(filler()).await.id;
        clinic.product(serum()).await;
        clinic.receive(delivered, "A1", 2).await;
        let receipts = posting::Entity::find().all(clinic.deployment.database.reader()).await.unwrap();
        let by = |supplier_id| ProductFilter { supplier_id, ..ProductFilter::default() };
        assert_eq!(found(&clinic, by(receipts[0].supplier_id)).await, ["JUV-VOLUMA"]);
        assert_eq!(found(&clinic, by(Some(SupplierId::new()))).await, [""; 0]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn pages_of_products_with_one_name_repeat_none_and_miss_none() {
    both(async |database| {
        let clinic = clinic(database).await;
        for number in 0..11 {
            let name = if number < 8 { "Serum" } else { "Toner" };
            let product = CreateProduct { sku: format!("S{number:02}"), name: name.to_owned(), ..serum() };
            clinic.product(product).await;
        }
        let (mut after, mut skus, mut sizes) = (None, Vec::new(), Vec::new());
        loop {
            let asked = PageRequest::new(Some(3), after.clone()).unwrap();
            let (reader, filter) = (clinic.deployment.database.reader(), ProductFilter::default());
            let page = catalogue::products(reader, &filter, &asked).await.unwrap();
            assert_eq!(page.has_previous_page, after.is_some());
            sizes.push(page.rows.len());
            after = page.rows.last().map(|listed| listed.cursor.clone());
            skus.extend(page.rows.into_iter().map(|listed| listed.row.sku));
            if !page.has_next_page {
                break;
            }
        }
        assert_eq!(sizes, [3, 3, 3, 2]);
        assert_eq!(skus, (0..11).map(|number| format!("S{number:02}")).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test]
async fn a_cursor_of_something_else_is_refused() {
    both(async |database| {
        let clinic = clinic(database).await;
        let nul = "[\"\\u0000\",\"supplier_00000000000000000000000000\"]";
        let nul = nul.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
        for cursor in ["no cursor", "5b5d", &nul] {
            let asked = PageRequest::new(None, Some(cursor.to_owned())).unwrap();
            let answer = catalogue::suppliers(clinic.deployment.database.reader(), &asked).await;
            let Err(Error::Refused(refusals)) = answer else { panic!("{cursor}: {answer:?}") };
            assert_eq!((refusals[0].code(), refusals[0].field.join(".")), (Code::Invalid, "after".to_owned()));
        }
    })
    .await;
}

#[tokio::test]
async fn suppliers_come_by_name_and_sites_by_code() {
    both(async |database| {
        let clinic = clinic(database).await;
        for name in ["Zenith", "Acme"] {
            let supplier = CreateSupplier { name: name.to_owned(), lead_time_days: None, authorizations: vec![] };
            clinic.done(&clinic.manager(), supplier).await;
        }
        let asked = PageRequest::new(None, None).unwrap();
        let page = catalogue::suppliers(clinic.deployment.database.reader(), &asked).await.unwrap();
        let names: Vec<_> = page.rows.iter().map(|listed| listed.row.name.as_str()).collect();
        assert_eq!(names, ["Acme", "Zenith"]);
        let sites = catalogue::sites(clinic.deployment.database.reader()).await.unwrap();
        assert_eq!(sites, [clinic.auckland.clone(), clinic.denver.clone()]);
    })
    .await;
}
