//! `schema`: prints the API's schema.

use super::{CommandError, print};
use crate::graphql;

pub(super) fn schema() -> Result<(), CommandError> {
    Ok(print(graphql::sdl().trim_end())?)
}
