//! The examples of the documentation, one after the other, as a clinic would begin with them.

use crate::{
    clinic::{Clinic, clinic},
    databases,
};
use entity::{
    fixed_point::Quantity, lot, product, reorder_policy, stock, supplier_authorization, supplier_item, usage,
    usage::LateReason, usage_line,
};
use lotwise::import::{Catalogue, Licences, OpeningStock, Policies, Prices, SupplierItems, Suppliers, Usages};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

const CATALOG: &str = include_str!("../../../docs/examples/catalog.csv");
const STOCK: &str = include_str!("../../../docs/examples/stock.csv");
const USAGES: &str = include_str!("../../../docs/examples/usages.csv");

/// What is on hand of a product at the clinic.
async fn on_hand(clinic: &Clinic, sku: &str) -> Quantity {
    let reader = clinic.deployment.database.reader();
    let product = product::Entity::find().filter(product::COLUMN.sku.eq(sku)).one(reader).await.unwrap().unwrap();
    let rows = stock::Entity::find().filter(stock::COLUMN.product_id.eq(product.id)).all(reader).await.unwrap();
    rows.iter().map(|row| row.on_hand).sum()
}

async fn loaded_clinic(database: crate::databases::TestDatabase) -> Clinic {
    let clinic = clinic(database).await;
    assert_eq!(clinic.loads::<Catalogue>(CATALOG).await, (4, 0));
    assert_eq!(clinic.loads::<OpeningStock>(STOCK).await, (4, 0));
    assert_eq!(clinic.loads::<Usages>(USAGES).await, (4, 0));
    clinic
}

#[tokio::test]
async fn the_examples_of_the_documentation_are_loaded() {
    databases::both(async |database| {
        let clinic = loaded_clinic(database).await;
        let reader = clinic.deployment.database.reader();
        let month =
            lot::Entity::find().filter(lot::COLUMN.lot_number.eq("V1A0388")).one(reader).await.unwrap().unwrap();
        assert_eq!(month.expires_on.unwrap().to_string(), "2027-03-31");
        let usages = usage::Entity::find().all(reader).await.unwrap();
        assert!(usages.iter().all(|usage| usage.late == Some(LateReason::ImportedHistory)));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn history_moves_no_stock_and_what_was_used_since_does() {
    databases::both(async |database| {
        let clinic = loaded_clinic(database).await;
        assert_eq!(on_hand(&clinic, "BOTOX-100").await, Quantity::whole(600 - 42));
        assert_eq!(on_hand(&clinic, "JUV-VOLUMA").await, Quantity::whole(8));
        assert_eq!(on_hand(&clinic, "LIDO-1-20").await, Quantity::whole(40 + 11));
        let unbooked = usage_line::Entity::find().filter(usage_line::COLUMN.booked.eq(false));
        let unbooked = unbooked.all(clinic.deployment.database.reader()).await.unwrap();
        let stated: Vec<_> = unbooked.iter().filter_map(|line| line.stated_lot_number.as_deref()).collect();
        assert_eq!(stated.len(), 2);
        assert!(stated.contains(&"C5120C2") && stated.contains(&"V1A0388"));
    })
    .await;
}

#[tokio::test]
async fn a_file_that_grew_is_loaded_again_and_only_its_new_lines_count() {
    databases::both(async |database| {
        let clinic = loaded_clinic(database).await;
        let products = product::Entity::find().count(clinic.deployment.database.reader()).await.unwrap();
        assert_eq!(clinic.loads::<Catalogue>(CATALOG).await, (0, 4));
        assert_eq!(clinic.loads::<OpeningStock>(STOCK).await, (0, 4));
        let grown = format!("{USAGES}U-5,denver,T-1004,P-504,rn-ana,2026-03-01 10:00,BOTOX-100,10,,,C7654C3,,,yes,\n");
        assert_eq!(clinic.loads::<Usages>(&grown).await, (1, 4));
        assert_eq!(product::Entity::find().count(clinic.deployment.database.reader()).await.unwrap(), products);
        assert_eq!(on_hand(&clinic, "BOTOX-100").await, Quantity::whole(600 - 52));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn suppliers_with_what_they_sell_prices_and_policies_are_loaded_once() {
    databases::both(async |database| {
        let clinic = loaded_clinic(database).await;
        let suppliers = include_str!("../../../docs/examples/suppliers.csv");
        let licences = include_str!("../../../docs/examples/licences.csv");
        let items = include_str!("../../../docs/examples/supplier-items.csv");
        let prices = include_str!("../../../docs/examples/prices.csv");
        let policies = include_str!("../../../docs/examples/policies.csv");
        for (loaded, known) in [(true, false), (false, true)] {
            let counted = |lines: u64| (if loaded { lines } else { 0 }, if known { lines } else { 0 });
            assert_eq!(clinic.loads::<Suppliers>(suppliers).await, counted(2));
            assert_eq!(clinic.loads::<Licences>(licences).await, counted(1));
            assert_eq!(clinic.loads::<SupplierItems>(items).await, counted(3));
            assert_eq!(clinic.loads::<Prices>(prices).await, counted(1));
            assert_eq!(clinic.loads::<Policies>(policies).await, counted(2));
        }

        let reader = clinic.deployment.database.reader();
        assert_eq!(supplier_authorization::Entity::find().count(reader).await.unwrap(), 2);
        let items = supplier_item::Entity::find().all(reader).await.unwrap();
        assert_eq!(items.iter().filter(|item| item.preferred).count(), 2);
        assert_eq!(reorder_policy::Entity::find().count(reader).await.unwrap(), 2);
        let serum = product::Entity::find().filter(product::COLUMN.sku.eq("SERUM-C")).one(reader).await.unwrap();
        assert_eq!(serum.unwrap().retail_price.unwrap().to_string(), "92");
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_a_supplier_or_a_policy_is_told_by_its_column() {
    databases::both(async |database| {
        let clinic = loaded_clinic(database).await;
        let header =
            "row_id,name,lead_time_days,licence_number,licence_authority,licence_valid_from,licence_valid_until\n";
        let wrong =
            clinic.wrong::<Suppliers>(&format!("{header}1,Aria,-1,WD-1,Colorado,2027-01-01,2026-01-01\n")).await;
        let columns: Vec<_> = wrong.iter().map(|line| line.split(": ").next().unwrap()).collect();
        assert_eq!(columns, ["line 2, column lead_time_days", "line 2, column licence_valid_until"], "{wrong:#?}");

        let header = "row_id,site,sku,category,reorder_point,order_up_to,service_level\n";
        let lines = "1,denver,,,6,18,\n2,denver,BOTOX-100,,6,,0.95\n3,denver,BOTOX,,6,18,\n";
        let wrong = clinic.wrong::<Policies>(&format!("{header}{lines}")).await;
        let columns: Vec<_> = wrong.iter().map(|line| line.split(": ").next().unwrap()).collect();
        let expected = ["line 2, column sku", "line 3, column reorder_point", "line 4, column sku"];
        assert_eq!(columns, expected, "{wrong:#?}");
    })
    .await;
}
