//! Who tells whom: contacts of a recall are given to somebody to work through.

use super::{Act, Operation, recalls, record_recall_contact::of_one_recall_each};
use crate::{
    error::Error,
    rules::{external_id, refusal::field, rights::Right},
};
use entity::{id::ContactId, recall_contact};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};

/// Contacts for somebody.
#[derive(Clone, Debug, Serialize)]
pub struct AssignRecallContacts {
    /// Which.
    pub contact_ids: Vec<ContactId>,
    /// Who tells them, by the other system's id.
    pub assigned_to: String,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AssignRecallContactsDone {
    /// The contacts.
    pub contact_ids: Vec<ContactId>,
}

impl Operation for AssignRecallContacts {
    type Done = AssignRecallContactsDone;
    const NAME: &'static str = "assignRecallContacts";

    async fn perform(&self, act: &Act<'_>) -> Result<AssignRecallContactsDone, Error> {
        act.require_everywhere(Right::DirectRecalls)?;
        let assigned_to = external_id::check(field("assignedTo"), &self.assigned_to)?;
        let recalls = of_one_recall_each(act, &self.contact_ids).await?;
        act.update_many(
            recall_contact::Entity::update_many()
                .col_expr(recall_contact::Column::AssignedTo, Expr::value(assigned_to.as_str()))
                .filter(recall_contact::COLUMN.id.is_in(self.contact_ids.iter().copied())),
        )
        .await?;
        for (recall, contacts) in recalls {
            recalls::event(act, recall, format!("Contacts given to {assigned_to}: {}.", contacts.len())).await?;
        }
        Ok(AssignRecallContactsDone { contact_ids: self.contact_ids.clone() })
    }
}
