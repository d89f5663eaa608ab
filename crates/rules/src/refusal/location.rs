//! Where in the input a rule is broken: paths of fields, as clients know them.

/// Where in the input: names of fields and numbers of lines, outermost first.
pub type Field = Vec<String>;

/// The path of a field of a line, such as `lines.0.quantity`.
pub fn line_field(line: usize, name: &str) -> Field {
    vec!["lines".to_owned(), line.to_string(), name.to_owned()]
}

/// The path of a field of a line, or of one of its components: `lines.0.components.1.quantity`.
pub fn part_field(line: usize, component: Option<usize>, name: &str) -> Field {
    match component {
        None => line_field(line, name),
        Some(place) => path(["lines", &line.to_string(), "components", &place.to_string(), name]),
    }
}

/// The path of a field of the input itself.
pub fn field(name: &str) -> Field {
    vec![name.to_owned()]
}

/// The path of a field inside others, outermost first.
pub fn path<'a>(names: impl IntoIterator<Item = &'a str>) -> Field {
    names.into_iter().map(ToOwned::to_owned).collect()
}
