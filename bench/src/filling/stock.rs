//! What the clinic has: a site, products of two kinds, and deliveries of their lots.

use chrono::Months;
use entity::{
    id::{LotId, ProductId, SiteId, SupplierId},
    product::{ContainerUse, ProductCategory, RegulatoryClass, StorageBand},
};
use lotwise::operations::{
    self, Deployment, Operation,
    create_product::{ContainerGiven, CreateProduct},
    create_site::CreateSite,
    create_supplier::CreateSupplier,
    receive_stock::{ReceiptLine, ReceiveStock},
    set_supplier_item::SetSupplierItem,
};
use lotwise::rules::{lot_label::LotLabel, money::MoneyAmount, receipt::Amount, supplier::AuthorizationGiven};
use rust_decimal::Decimal;

use crate::Failure;
use crate::clinic::Lot;
use crate::service::somebody;

/// How many containers of each lot come: more than any run uses.
const CONTAINERS: i32 = 50_000;
/// How many lines a delivery has at most.
const LINES: usize = 50;

/// Every second product is a vial of 100 U for several patients, of which 20 U are taken; the others are syringes of
/// 1 mL, used as a whole.
const KINDS: [(ContainerUse, i64, &str); 2] =
    [(ContainerUse::MultiPatient, 100, "20"), (ContainerUse::SingleUse, 1, "1")];

/// A site with all that it has.
pub(super) struct Stocked {
    pub(super) site: SiteId,
    pub(super) products: Vec<ProductId>,
    pub(super) lots: Vec<Lot>,
}

/// A product that lots are received of.
struct Known {
    id: ProductId,
    sku: String,
    taken: &'static str,
    contents: i64,
}

/// Opens a site and receives `lots` lots of each of `products` products, one lot of all of them after the other.
pub(super) async fn receive(deployment: &Deployment, products: usize, lots: usize) -> Result<Stocked, Failure> {
    let site = CreateSite { code: "bench".to_owned(), name: "Bench".to_owned(), time_zone: "UTC".to_owned() };
    let site = done(deployment, site).await?.site_id;
    let supplier = done(deployment, supplier()).await?.supplier_id;
    let mut known = Vec::new();
    for number in 0..products {
        let (container_use, contents, taken) = KINDS[number % KINDS.len()];
        let product = product(number, container_use, contents);
        let sku = product.sku.clone();
        let id = done(deployment, product).await?.product_id;
        done(deployment, item(supplier, id)).await?;
        known.push(Known { id, sku, taken, contents });
    }
    let mut all = Vec::new();
    for number in 0..lots {
        for products in known.chunks(LINES) {
            all.extend(delivery(deployment, (site, supplier), products, &format!("LOT{number:05}")).await?);
        }
    }
    Ok(Stocked { site, products: known.into_iter().map(|product| product.id).collect(), lots: all })
}

/// One lot of each product.
async fn delivery(
    deployment: &Deployment,
    (site_id, supplier_id): (SiteId, SupplierId),
    products: &[Known],
    number: &str,
) -> Result<Vec<Lot>, Failure> {
    let lines = products.iter().map(|product| line(product.id, number)).collect();
    let receipt = ReceiveStock {
        site_id,
        supplier_id,
        received_at: somebody().at.into(),
        delivery_note: None,
        lines,
        is_another: false,
    };
    let lots = done(deployment, receipt).await?.lot_ids.into_iter().zip(products);
    let lot = |(id, product): (LotId, &Known)| Lot {
        id,
        sku: product.sku.clone(),
        number: number.to_owned(),
        taken: product.taken,
        contents: product.contents,
    };
    Ok(lots.map(lot).collect())
}

async fn done<O: Operation>(deployment: &Deployment, operation: O) -> Result<O::Done, Failure> {
    let key = format!("fill {:032x}", rand::random::<u128>());
    Ok(operations::perform(deployment, &somebody(), &key, operation).await?.done)
}

/// Licensed today.
fn supplier() -> CreateSupplier {
    let today = somebody().at.date_naive();
    let licence = AuthorizationGiven {
        number: "W-1".to_owned(),
        authority: "State board of pharmacy".to_owned(),
        valid_from: today - Months::new(1),
        valid_until: today + Months::new(12),
        checked_on: None,
    };
    CreateSupplier { name: "Aria".to_owned(), lead_time_days: Some(Decimal::from(3)), authorizations: vec![licence] }
}

fn item(supplier_id: SupplierId, product_id: ProductId) -> SetSupplierItem {
    SetSupplierItem {
        supplier_id,
        product_id,
        supplier_sku: None,
        containers_per_package: 5,
        package_price: MoneyAmount { amount: Decimal::from(100), currency: "USD".to_owned() },
        minimum_packages: None,
        preferred: None,
    }
}

fn line(product: ProductId, number: &str) -> ReceiptLine {
    let label = LotLabel {
        lot_number: Some(number.to_owned()),
        expires_in_month: Some("2099-12".to_owned()),
        ..LotLabel::default()
    };
    ReceiptLine {
        line_key: None,
        scans: vec![],
        product_id: Some(product),
        purchase_order_line_id: None,
        label,
        serials: vec![],
        amount: Amount { packages: None, containers: Some(CONTAINERS), quantity: None },
        damaged_containers: None,
        basis: None,
        unit_cost: None,
        cost: None,
        overrides: vec![],
    }
}

fn product(number: usize, container_use: ContainerUse, contents: i64) -> CreateProduct {
    let container = ContainerGiven {
        name: "container".to_owned(),
        contents: Decimal::from(contents),
        container_use,
        in_use_hours: (container_use == ContainerUse::MultiPatient).then_some(24),
        labelled_single_patient: false,
        may_keep_remainder: false,
    };
    CreateProduct {
        sku: format!("BENCH-{number:05}"),
        name: format!("Product {number}"),
        manufacturer: "Bench".to_owned(),
        category: ProductCategory::InjectableDrug,
        regulatory_class: RegulatoryClass::Drug,
        unit: "each".to_owned(),
        quantity_step: Decimal::ONE,
        container,
        identifiers: vec![],
        storage: StorageBand::Room,
        lot_tracked: true,
        expiry_required: true,
        serial_required: false,
        min_shelf_life_days: None,
        prescription_only: false,
        retail: Some(true),
        retail_price: None,
        bundle: vec![],
    }
}
