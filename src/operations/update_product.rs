//! Changes to a product of the catalogue. Unit, step and contents are not among them: stock is counted in them.

use super::{Act, Operation, product_identifiers, recall_notices::again};
use crate::{
    error::Error,
    rules::{
        form::Form,
        money::{self, MoneyAmount},
        product as rule,
        product_identifier::{self as identifier_rule, IdentifierGiven},
        refusal::{InputRule, Refusal, field},
        rights::Right,
        text,
    },
};
use entity::{
    former_price,
    id::ProductId,
    product::{self, StorageBand},
    product_identifier,
};
use sea_orm::{
    ActiveValue::{NotSet, Set, Unchanged},
    EntityTrait,
};
use serde::{Deserialize, Serialize};

/// Changes what is named, and leaves the rest.
#[derive(Clone, Debug, Serialize)]
pub struct UpdateProduct {
    /// The product.
    pub product_id: ProductId,
    /// What the label says.
    pub name: Option<String>,
    /// The codes that it is scanned by: all of them, in place of those before.
    pub identifiers: Option<Vec<IdentifierGiven>>,
    /// Codes that it is scanned by as well.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub add_identifiers: Vec<IdentifierGiven>,
    /// Codes that it is scanned by no longer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remove_identifiers: Vec<IdentifierGiven>,
    /// How it is kept.
    pub storage: Option<StorageBand>,
    /// For how many hours a container opened from now on may be used.
    pub in_use_hours: Option<i32>,
    /// A delivery with fewer days left is accepted only with an override.
    pub min_shelf_life_days: Option<i32>,
    /// It is wasted, discarded and destroyed before a witness who signs, at every site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waste_witness: Option<bool>,
    /// Price of one base unit at the till.
    pub retail_price: Option<MoneyAmount>,
    /// Can no longer be ordered.
    pub archived: Option<bool>,
    /// The product that this one takes the place of.
    pub replaces_id: Option<ProductId>,
}

/// The product that was changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UpdateProductDone {
    /// The product.
    pub product_id: ProductId,
}

impl Operation for UpdateProduct {
    type Done = UpdateProductDone;
    const NAME: &'static str = "updateProduct";

    async fn perform(&self, act: &Act<'_>) -> Result<UpdateProductDone, Error> {
        act.require_somewhere(Right::ManageStock)?;
        let (changed, identifiers) = self.changes(act).map_err(Error::Refused)?;
        let before = find(act, "productId", self.product_id).await?;
        self.keep_price(act, &before).await?;
        if let Some(replaces_id) = self.replaces_id {
            self.refuse_circle(act, replaces_id).await?;
        }
        act.update(changed).await?;
        if let Some(identifiers) = identifiers {
            product_identifiers::write(act, self.product_id, identifiers).await?;
        }
        let (added, removed) = self.codes().map_err(Error::Refused)?;
        if !added.is_empty() || !removed.is_empty() {
            product_identifiers::change(act, self.product_id, added, &removed).await?;
        }
        if self.name.is_some() || self.identifiers.is_some() || !self.add_identifiers.is_empty() {
            again::product_is_known(act, self.product_id).await?;
        }
        Ok(UpdateProductDone { product_id: self.product_id })
    }
}

type Changes = (product::ActiveModel, Option<Vec<product_identifier::Model>>);

impl UpdateProduct {
    fn changes(&self, act: &Act<'_>) -> Result<Changes, Vec<Refusal>> {
        let mut form = Form::default();
        let name = self.name.as_deref().map(|name| text::required(field("name"), name, text::SHORT));
        let hours = self.in_use_hours.map(|hours| rule::in_use_hours(field("inUseHours"), hours));
        let days = self.min_shelf_life_days.map(|days| rule::min_shelf_life_days(field("minShelfLifeDays"), days));
        let price = self.retail_price.as_ref();
        let price = price.map(|price| money::in_currency(&field("retailPrice"), price, &act.terms.currency));
        let identifiers = self.identifiers.as_deref().map(|given| identifier_rule::rows(given, self.product_id));
        let changed = product::ActiveModel {
            id: Unchanged(self.product_id),
            name: form.take_optional(name).map_or(NotSet, Set),
            storage: self.storage.map_or(NotSet, Set),
            in_use_hours: form.take_optional(hours).map_or(NotSet, |hours| Set(Some(hours))),
            min_shelf_life_days: form.take_optional(days).map_or(NotSet, |days| Set(Some(days))),
            price_since: if price.is_some() { Set(act.now()) } else { NotSet },
            retail_price: form.take_optional(price).map_or(NotSet, |price| Set(Some(price))),
            archived: self.archived.map_or(NotSet, Set),
            waste_witness: self.waste_witness.map_or(NotSet, Set),
            replaces_id: self.replaces_id.map_or(NotSet, |id| Set(Some(id))),
            ..Default::default()
        };
        let identifiers = form.take_part(identifiers.transpose());
        form.finish((changed, identifiers))
    }

    /// The codes that are added and taken away, one by one.
    fn codes(&self) -> Result<(Vec<product_identifier::Model>, Vec<product_identifier::Model>), Vec<Refusal>> {
        let one_by_one = !self.add_identifiers.is_empty() || !self.remove_identifiers.is_empty();
        if self.identifiers.is_some() && one_by_one {
            let message = "Name all codes, or those to add and to remove: not both.";
            return Err(vec![Refusal::invalid(field("identifiers"), InputRule::Other, message)]);
        }
        let rows = |given: &[IdentifierGiven], name: &str| {
            identifier_rule::rows(given, self.product_id).map_err(|refusals| in_list(refusals, name))
        };
        Ok((rows(&self.add_identifiers, "addIdentifiers")?, rows(&self.remove_identifiers, "removeIdentifiers")?))
    }

    /// Keeps the price that ends now: a sale that is entered later has the price of its own time.
    async fn keep_price(&self, act: &Act<'_>, before: &product::Model) -> Result<(), Error> {
        if self.retail_price.is_none() {
            return Ok(());
        }
        let ended = former_price::Model { product_id: before.id, until: act.now(), price: before.retail_price };
        act.insert_missing(vec![ended]).await?;
        Ok(())
    }

    /// Follows what `replaces_id` takes the place of: this product must not come up again.
    async fn refuse_circle(&self, act: &Act<'_>, replaces_id: ProductId) -> Result<(), Error> {
        let mut next = Some(replaces_id);
        while let Some(id) = next {
            if id == self.product_id {
                let message = "A product does not take the place of itself, nor of one that takes its place.";
                return Err(Refusal::conflict(field("replacesId"), Some(replaces_id.to_string()), message).into());
            }
            next = find(act, "replacesId", id).await?.replaces_id;
        }
        Ok(())
    }
}

async fn find(act: &Act<'_>, name: &str, id: ProductId) -> Result<product::Model, Error> {
    let found = product::Entity::find_by_id(id).one(act.transaction).await?;
    found.ok_or_else(|| Refusal::not_found(field(name), "product").into())
}

/// Refusals of a list of codes, named as the caller named the list.
fn in_list(mut refusals: Vec<Refusal>, name: &str) -> Vec<Refusal> {
    for outermost in refusals.iter_mut().filter_map(|refusal| refusal.field.first_mut()) {
        name.clone_into(outermost);
    }
    refusals
}
