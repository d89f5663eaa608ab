//! How grave a recall is.

use async_graphql::Enum;
use entity::recall_class;

/// How grave FDA takes a recall to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "recall_class::RecallClass")]
pub enum RecallClass {
    /// Serious harm or death is likely.
    #[graphql(name = "CLASS_I")]
    ClassI,
    /// Passing harm, or serious harm that is unlikely.
    #[graphql(name = "CLASS_II")]
    ClassII,
    /// Harm is unlikely.
    #[graphql(name = "CLASS_III")]
    ClassIII,
    /// Not classified yet: treated as class I.
    NotYetClassified,
}
