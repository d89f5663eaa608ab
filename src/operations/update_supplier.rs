//! Changes to a supplier, and licences that were renewed. A licence on record is never changed.

use super::{
    Act, Operation,
    create_supplier::{name_taken, write_licences},
};
use crate::{
    database,
    error::Error,
    rules::{
        form::Form,
        refusal::{Refusal, field},
        rights::Right,
        supplier::{self as rule, AuthorizationGiven},
        text,
    },
};
use entity::{id::SupplierId, supplier, supplier_authorization};
use rust_decimal::Decimal;
use sea_orm::{
    ActiveValue::{NotSet, Set, Unchanged},
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, Func},
};
use serde::{Deserialize, Serialize};

/// Changes what is named, and leaves the rest.
#[derive(Clone, Debug, Serialize)]
pub struct UpdateSupplier {
    /// The supplier.
    pub supplier_id: SupplierId,
    /// Its name.
    pub name: Option<String>,
    /// Days from order to delivery.
    pub lead_time_days: Option<Decimal>,
    /// Licences in addition to those on record.
    pub add_authorizations: Vec<AuthorizationGiven>,
}

/// The supplier that was changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UpdateSupplierDone {
    /// The supplier.
    pub supplier_id: SupplierId,
}

impl Operation for UpdateSupplier {
    type Done = UpdateSupplierDone;
    const NAME: &'static str = "updateSupplier";

    async fn perform(&self, act: &Act<'_>) -> Result<UpdateSupplierDone, Error> {
        act.require_somewhere(Right::ManageStock)?;
        let (changed, licences) = self.changes().map_err(Error::Refused)?;
        let known = supplier::Entity::find_by_id(self.supplier_id).one(act.transaction).await?;
        known.ok_or_else(|| Refusal::not_found(field("supplierId"), "supplier"))?;
        if let Set(name) = &changed.name {
            self.refuse_name_of_another(act, name).await?;
        }
        act.update(changed).await?;
        write_licences(act, licences).await?;
        Ok(UpdateSupplierDone { supplier_id: self.supplier_id })
    }
}

impl UpdateSupplier {
    fn changes(&self) -> Result<(supplier::ActiveModel, Vec<supplier_authorization::Model>), Vec<Refusal>> {
        let mut form = Form::default();
        let name = self.name.as_deref().map(|name| text::required(field("name"), name, text::SHORT));
        let days = self.lead_time_days.map(|days| rule::lead_time(field("leadTimeDays"), days));
        let changed = supplier::ActiveModel {
            id: Unchanged(self.supplier_id),
            name: form.take_optional(name).map_or(NotSet, Set),
            lead_time_days: form.take_optional(days).map_or(NotSet, |days| Set(Some(days))),
            ..Default::default()
        };
        let licences = rule::authorizations(&mut form, "addAuthorizations", &self.add_authorizations, self.supplier_id);
        form.finish((changed, licences))
    }

    /// An update cannot step aside where a name is taken, as an insert does: so nobody else names a supplier meanwhile.
    async fn refuse_name_of_another(&self, act: &Act<'_>, name: &str) -> Result<(), Error> {
        database::take_turns(act.transaction, &supplier::Entity).await?;
        let same_name = Expr::expr(Func::lower(supplier::Column::Name.into_expr())).eq(Func::lower(Expr::val(name)));
        let other = supplier::Entity::find()
            .filter(same_name)
            .filter(supplier::COLUMN.id.ne(self.supplier_id))
            .one(act.transaction)
            .await?;
        other.map_or(Ok(()), |other| Err(name_taken(other.name).into()))
    }
}
