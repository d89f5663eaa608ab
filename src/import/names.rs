//! What files call things: sites by code, products by their own code, suppliers by name, lots by number. Each is looked up
//! once a file.

use super::{cell, line::Line};
use crate::{
    error::Error,
    operations::lots,
    queries::catalogue,
    request::Request,
    rules::{
        lot_number,
        refusal::{InputRule, Refusal, field},
        site::zone_of,
    },
};
use chrono::{DateTime, Utc};
use entity::{
    id::{LotId, ProductId, SupplierId},
    instant::Instant,
    site, supplier,
};
use sea_orm::{
    DatabaseTransaction, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, Func},
};
use std::collections::HashMap;

/// The names that a file has used so far.
pub struct Names<'t> {
    transaction: &'t DatabaseTransaction,
    now: DateTime<Utc>,
    currency: String,
    sites: HashMap<String, site::Model>,
    products: HashMap<String, ProductId>,
    suppliers: HashMap<String, SupplierId>,
}

impl<'t> Names<'t> {
    pub(super) fn new(transaction: &'t DatabaseTransaction, request: &Request, currency: &str) -> Self {
        let (sites, products, suppliers) = Default::default();
        Self { transaction, now: request.at, currency: currency.to_owned(), sites, products, suppliers }
    }

    /// The currency of all money.
    pub fn currency(&self) -> &str {
        &self.currency
    }

    /// When the file is loaded.
    pub fn now(&self) -> Instant {
        self.now.into()
    }

    /// The site whose code stands in the column `site`, in capitals or not.
    ///
    /// # Errors
    /// There is none.
    pub async fn site(&mut self, line: &Line) -> Result<site::Model, Error> {
        let code = line.required("site")?.to_ascii_lowercase();
        if let Some(site) = self.sites.get(&code) {
            return Ok(site.clone());
        }
        let found = site::Entity::find().filter(site::COLUMN.code.eq(code.as_str())).one(self.transaction).await?;
        let found = found.ok_or_else(|| unknown("site", format!("There is no site with the code {code}.")))?;
        self.sites.insert(code, found.clone());
        Ok(found)
    }

    /// The product whose code stands in the column `sku`, in capitals or not.
    ///
    /// # Errors
    /// There is none.
    pub async fn product(&mut self, line: &Line) -> Result<ProductId, Error> {
        let sku = line.required("sku")?;
        if let Some(id) = self.products.get(sku) {
            return Ok(*id);
        }
        let found = catalogue::product(self.transaction, sku).await?;
        let missing = || unknown("sku", format!("There is no product with the sku {sku}: load the catalog first."));
        let id = found.ok_or_else(missing)?.id;
        self.products.insert(sku.to_owned(), id);
        Ok(id)
    }

    /// The supplier whose name stands in the column `supplier`, in capitals or not; none when it is empty.
    ///
    /// # Errors
    /// There is none of this name.
    pub async fn supplier(&mut self, line: &Line) -> Result<Option<SupplierId>, Error> {
        let Some(name) = line.text("supplier") else { return Ok(None) };
        if let Some(id) = self.suppliers.get(name) {
            return Ok(Some(*id));
        }
        let same = Expr::expr(Func::lower(Expr::col(supplier::Column::Name))).eq(Func::lower(Expr::val(name)));
        let found = supplier::Entity::find().filter(same).one(self.transaction).await?;
        let id = found.ok_or_else(|| unknown("supplier", format!("There is no supplier called {name}.")))?.id;
        self.suppliers.insert(name.to_owned(), id);
        Ok(Some(id))
    }

    /// The supplier whose name stands in the column `supplier`.
    ///
    /// # Errors
    /// None is named, or there is none of this name.
    pub async fn required_supplier(&mut self, line: &Line) -> Result<SupplierId, Error> {
        line.required("supplier")?;
        let missing = || unknown("supplier", "There is no such supplier.".to_owned());
        Ok(self.supplier(line).await?.ok_or_else(missing)?)
    }

    /// The lot of `product` whose number stands in the column `lot_number`, when the books have it.
    ///
    /// # Errors
    /// The number is none.
    pub async fn lot(&mut self, line: &Line, product: ProductId) -> Result<Option<LotId>, Error> {
        let Some(number) = line.text("lot_number") else { return Ok(None) };
        let (_, canonical) = lot_number::check(field("lot_number"), number)?;
        Ok(lots::find(self.transaction, product, &canonical).await?.map(|lot| lot.id))
    }
}

/// The instant in a column, by the clocks of the site where it has no offset.
///
/// # Errors
/// It is none.
pub(super) fn moment(line: &Line, column: &str, site: &site::Model) -> Result<Option<Instant>, Refusal> {
    Ok(line.read(column, |text| cell::moment(text, zone_of(site)))?.map(Instant::from))
}

fn unknown(column: &str, message: String) -> Refusal {
    Refusal::invalid(field(column), InputRule::Other, message)
}
