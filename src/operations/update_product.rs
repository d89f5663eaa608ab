//! Changes to a product of the catalogue. Unit, step and contents are not among them: stock is counted in them.

use super::{Act, Operation, product_identifiers, recall_notices::again};
use crate::{
    error::Error,
    rules::{
        form::Form,
        money::{self, MoneyAmount},
        product as rule,
        product_identifier::{self as identifier_rule, IdentifierGiven},
        refusal::{Refusal, field},
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
    /// How it is kept.
    pub storage: Option<StorageBand>,
    /// For how many hours a container opened from now on may be used.
    pub in_use_hours: Option<i32>,
    /// A delivery with fewer days left is accepted only with an override.
    pub min_shelf_life_days: Option<i32>,
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
        if self.name.is_some() || self.identifiers.is_some() {
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
            replaces_id: self.replaces_id.map_or(NotSet, |id| Set(Some(id))),
            ..Default::default()
        };
        let identifiers = form.take_part(identifiers.transpose());
        form.finish((changed, identifiers))
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
