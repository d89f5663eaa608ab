//! A treatment of the EHR, as far as the stockroom knows it: an id, and the one patient it is for.

use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "treatment")]
pub struct Model {
    /// The EHR's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The EHR's id of the patient.
    pub patient_id: String,
}

impl ActiveModelBehavior for ActiveModel {}
