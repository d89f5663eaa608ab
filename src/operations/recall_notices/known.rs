//! What we know that a notice may mean: the catalogue, and the lots of some numbers.

use crate::{
    error::Failure,
    rules::{
        lot_number,
        recall::lot_range::LotRange,
        recall_notice::{self, KnownLot, KnownProduct, ProductName, Proposal, Reading},
    },
};
use entity::{
    id::ProductId,
    lot_spelling::{self as spelling, Model as Spelling},
    product,
    product_identifier::{self as identifier, IdentifierScheme},
};
use sea_orm::{
    ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, Func},
};
use std::collections::{BTreeMap, BTreeSet};

/// How many numbers are asked for with one statement.
const NUMBERS: usize = 1000;

/// Every product, and by which words and codes each is found.
pub(super) struct Catalogue {
    products: BTreeMap<ProductId, KnownProduct>,
    by_term: BTreeMap<String, Vec<ProductId>>,
}

impl Catalogue {
    /// Reads it.
    pub(super) async fn load(connection: &impl ConnectionTrait) -> Result<Self, Failure> {
        let rows = product::Entity::find().all(connection).await?;
        let mut codes = BTreeMap::<ProductId, Vec<(String, String)>>::new();
        for row in identifier::Entity::find().all(connection).await? {
            codes.entry(row.product_id).or_default().push(code(&row));
        }
        let known = rows.into_iter().map(|row| known(&row, codes.remove(&row.id).unwrap_or_default()));
        let products: BTreeMap<ProductId, KnownProduct> = known.map(|product| (product.id, product)).collect();
        let mut by_term = BTreeMap::<String, Vec<ProductId>>::new();
        for product in products.values() {
            terms(product).for_each(|term| by_term.entry(term).or_default().push(product.id));
        }
        Ok(Self { products, by_term })
    }

    /// What the notice may mean of all that we know.
    pub(super) async fn propose(
        &self,
        connection: &impl ConnectionTrait,
        reading: &Reading,
    ) -> Result<Vec<Proposal>, Failure> {
        let lots = lots(connection, reading).await?;
        let named = reading.words().chain(reading.codes()).filter_map(|term| self.by_term.get(term)).flatten();
        let ids: BTreeSet<ProductId> = named.copied().chain(lots.iter().map(|lot| lot.product_id)).collect();
        let products: Vec<KnownProduct> = ids.iter().filter_map(|id| self.products.get(id)).cloned().collect();
        Ok(recall_notice::propose(reading, &products, &lots))
    }
}

/// The words and codes that a product is found by.
pub(super) fn terms(product: &KnownProduct) -> impl Iterator<Item = String> {
    let codes = product.codes.iter().map(|(canonical, _)| canonical.as_str());
    product.words.first_word().into_iter().chain(codes).map(str::to_owned)
}

/// The product with its codes.
pub(super) fn known(row: &product::Model, codes: Vec<(String, String)>) -> KnownProduct {
    let words = ProductName::new(&row.name, &row.manufacturer);
    KnownProduct { id: row.id, name: row.name.clone(), words, codes }
}

/// A code in the form that notices are searched by, and as it is shown.
pub(super) fn code(row: &identifier::Model) -> (String, String) {
    let scheme = match row.scheme {
        IdentifierScheme::Gtin => "GTIN",
        IdentifierScheme::Ndc => "NDC",
        IdentifierScheme::Hibc => "HIBC",
        IdentifierScheme::Upc => "UPC",
        IdentifierScheme::Ref => "REF",
    };
    (lot_number::canonical(&row.canonical), format!("{scheme} {}", row.value))
}

/// The lots whose numbers the notice names, or that lie in a range that it names.
async fn lots(connection: &impl ConnectionTrait, reading: &Reading) -> Result<Vec<KnownLot>, Failure> {
    let numbers: Vec<&str> = reading.lot_numbers().collect();
    let mut found = Vec::new();
    for some in numbers.chunks(NUMBERS) {
        let named = spelling::COLUMN.canonical.is_in(some.iter().copied());
        found.extend(spelling::Entity::find().filter(named).all(connection).await?);
    }
    for range in reading.ranges() {
        found.extend(in_range(connection, range).await?);
    }
    let lot = |row: Spelling| KnownLot { id: row.lot_id, product_id: row.product_id, canonical: row.canonical };
    Ok(found.into_iter().map(lot).collect())
}

async fn in_range(connection: &impl ConnectionTrait, range: &LotRange) -> Result<Vec<Spelling>, Failure> {
    let number = || Expr::col(spelling::Column::Canonical);
    let (first, last) = range.ends();
    let characters = i32::try_from(first.chars().count()).unwrap_or(i32::MAX);
    let between = spelling::Entity::find()
        .filter(number().gte(first))
        .filter(number().lte(last))
        .filter(Expr::expr(Func::char_length(number())).eq(characters));
    let rows = between.all(connection).await?;
    Ok(rows.into_iter().filter(|row| range.contains(&row.canonical)).collect())
}
