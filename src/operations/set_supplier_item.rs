//! What a supplier sells a product as: its code, package, price and fewest packages.

use super::{Act, Operation};
use crate::{
    database,
    error::Error,
    rules::{
        form::Form,
        money::{self, MoneyAmount},
        purchase_order::{MOST_PACKAGES, MOST_PER_PACKAGE},
        refusal::{InputRule, Refusal, field},
        rights::Right,
        text,
    },
};
use entity::{
    id::{ProductId, SupplierId},
    product, supplier, supplier_item,
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use serde::{Deserialize, Serialize};

/// Sets what a supplier sells a product as; what was set before is replaced.
#[derive(Clone, Debug, Serialize)]
pub struct SetSupplierItem {
    /// The supplier.
    pub supplier_id: SupplierId,
    /// The product.
    pub product_id: ProductId,
    /// The supplier's own code for it.
    pub supplier_sku: Option<String>,
    /// How many containers one package holds.
    pub containers_per_package: i32,
    /// What one package costs.
    pub package_price: MoneyAmount,
    /// Fewest packages in an order; 1 unless said.
    pub minimum_packages: Option<i32>,
    /// The product is ordered here, and nowhere else any more; left as it is unless said.
    pub preferred: Option<bool>,
}

/// What was set.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetSupplierItemDone {
    /// The supplier.
    pub supplier_id: SupplierId,
    /// The product.
    pub product_id: ProductId,
}

impl Operation for SetSupplierItem {
    type Done = SetSupplierItemDone;
    const NAME: &'static str = "setSupplierItem";

    async fn perform(&self, act: &Act<'_>) -> Result<SetSupplierItemDone, Error> {
        act.require_somewhere(Right::ManageStock)?;
        let row = self.row(act).map_err(Error::Refused)?;
        let supplier = supplier::Entity::find_by_id(self.supplier_id).one(act.transaction).await?;
        supplier.ok_or_else(|| Refusal::not_found(field("supplierId"), "supplier"))?;
        let product = product::Entity::find_by_id(self.product_id).one(act.transaction).await?;
        product.ok_or_else(|| Refusal::not_found(field("productId"), "product"))?;
        // One supplier at most is preferred for a product: who else prefers another one waits.
        database::take_turns(act.transaction, &supplier_item::Entity).await?;
        if self.preferred == Some(true) {
            self.prefer_no_other(act).await?;
        }
        self.write(act, row).await?;
        Ok(SetSupplierItemDone { supplier_id: self.supplier_id, product_id: self.product_id })
    }
}

impl SetSupplierItem {
    fn row(&self, act: &Act<'_>) -> Result<supplier_item::Model, Vec<Refusal>> {
        let mut form = Form::default();
        let sku = text::optional(field("supplierSku"), self.supplier_sku.as_deref(), text::SHORT);
        let price = money::in_currency(&field("packagePrice"), &self.package_price, &act.terms.currency);
        let minimum = self.minimum_packages.unwrap_or(1);
        let row = supplier_item::Model {
            supplier_id: self.supplier_id,
            product_id: self.product_id,
            supplier_sku: form.take(sku),
            containers_per_package: count(
                &mut form,
                "containersPerPackage",
                self.containers_per_package,
                MOST_PER_PACKAGE,
            ),
            package_price: form.take(price),
            minimum_packages: count(&mut form, "minimumPackages", minimum, MOST_PACKAGES),
            preferred: self.preferred.unwrap_or(false),
        };
        form.finish(row)
    }

    async fn prefer_no_other(&self, act: &Act<'_>) -> Result<(), Error> {
        act.update_many(
            supplier_item::Entity::update_many()
                .col_expr(supplier_item::Column::Preferred, Expr::value(false))
                .filter(supplier_item::COLUMN.product_id.eq(self.product_id))
                .filter(supplier_item::COLUMN.supplier_id.ne(self.supplier_id))
                .filter(supplier_item::COLUMN.preferred.eq(true)),
        )
        .await?;
        Ok(())
    }

    async fn write(&self, act: &Act<'_>, row: supplier_item::Model) -> Result<(), Error> {
        use supplier_item::Column::{
            ContainersPerPackage, MinimumPackages, PackagePrice, Preferred, ProductId, SupplierId, SupplierSku,
        };
        let said = self.preferred.is_some().then_some(Preferred);
        let columns = [SupplierSku, ContainersPerPackage, PackagePrice, MinimumPackages].into_iter().chain(said);
        let replaced = OnConflict::columns([SupplierId, ProductId]).update_columns(columns).to_owned();
        act.insert_or(vec![row], replaced).await?;
        Ok(())
    }
}

/// A count of at least one.
pub(super) fn count(form: &mut Form, name: &str, count: i32, most: i32) -> i32 {
    form.refuse_when(!(1..=most).contains(&count), || {
        Refusal::beyond(field(name), InputRule::OutOfRange, most, format!("{count} is not from 1 to {most}."))
    });
    count
}
