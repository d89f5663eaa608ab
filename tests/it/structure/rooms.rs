//! The view of ARCHITECTURE.md: which room may name which, and which names what is not ours.

use std::collections::{BTreeMap, BTreeSet};

use super::{Source, document, files, sources};

/// What every room may name beside what its row says.
const EVERYWHERE: &str = "entity";

/// The rooms of the table, each with those that it names; `None` where it may name all.
fn table() -> BTreeMap<String, Option<BTreeSet<String>>> {
    let text = document("ARCHITECTURE.md");
    let (_, table) = text.split_once("| room | what happens there | names |").expect("the table of the rooms");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));

    let mut rooms = BTreeMap::new();
    for row in rows {
        let cells: Vec<&str> = row.split(" | ").collect();
        let [which, _, names] = cells[..] else { panic!("three cells: {row}") };
        let names = if names.contains("all") { None } else { Some(quoted(names)) };
        for room in quoted(which) {
            let room = room.rsplit('/').next().unwrap_or_default().to_owned();
            rooms.insert(room, names.clone());
        }
    }
    rooms
}

/// What stands between backticks.
fn quoted(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The rooms that a file names: out of its imports, and by their paths.
fn named(source: &Source) -> BTreeSet<String> {
    let code = source.without_tests();
    let mut paths: Vec<String> = code.split("crate::").skip(1).map(str::to_owned).collect();
    for tree in imports(code) {
        let mut imported = Vec::new();
        flatten("", &tree, &mut imported);
        paths.extend(imported.iter().filter_map(|path| path.strip_prefix("crate::")).map(str::to_owned));
    }

    let first_word = |path: &String| path.split(|sign: char| !is_of_a_name(sign)).next().map(str::to_owned);
    // The program says `digest` for what the rules have.
    let rooms =
        paths.iter().filter_map(first_word).map(|room| if room == "digest" { "rules".to_owned() } else { room });
    rooms.filter(|room| !room.is_empty()).collect()
}

fn is_of_a_name(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

/// What stands behind each `use`, up to its end.
fn imports(code: &str) -> Vec<String> {
    let is_import = |line: &str| line.starts_with("use ") || (line.starts_with("pub") && line.contains(" use "));
    let mut found = Vec::new();
    let mut lines = code.lines().map(str::trim);
    while let Some(line) = lines.next() {
        if !is_import(line) {
            continue;
        }
        let (_, mut tree) = line.split_once("use ").map(|(before, tree)| (before, tree.to_owned())).unwrap();
        while !tree.ends_with(';') {
            tree.push_str(lines.next().unwrap());
        }
        found.push(tree.trim_end_matches(';').to_owned());
    }
    found
}

/// The paths of an import: `a::{b, c::{d, e}}` is `a::b`, `a::c::d` and `a::c::e`.
fn flatten(before: &str, tree: &str, paths: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((head, rest)) = tree.split_once('{') else {
        paths.push(format!("{before}{tree}"));
        return;
    };
    let before = format!("{before}{}", head.trim());
    let inside = rest.rsplit_once('}').map_or(rest, |(inside, _)| inside);
    let (mut depth, mut start) = (0_usize, 0);
    for (place, sign) in inside.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                flatten(&before, &inside[start..place], paths);
                start = place + 1;
            }
            _ => {}
        }
    }
    flatten(&before, &inside[start..], paths);
}

#[test]
fn an_import_is_read_as_the_paths_that_it_means() {
    let mut paths = Vec::new();
    flatten("", "crate::{a, b::{c, d::{e}},\n f}", &mut paths);
    assert_eq!(paths, ["crate::a", "crate::b::c", "crate::b::d::e", "crate::f"]);
}

#[test]
fn imports_and_paths_name_rooms() {
    let code = "use crate::{\n    error::Error,\n    queries::{lots, page},\n};\npub(crate) use crate::ledger::post;\n\
                fn f() { crate::digest::of(b\"because of us; \"); }\n#[cfg(test)]\nmod tests { use crate::demo; }";
    let source = Source { path: "exports/one.rs".to_owned(), code: code.to_owned() };
    assert_eq!(named(&source), ["error", "ledger", "queries", "rules"].map(str::to_owned).into());
}

#[test]
fn rooms_name_the_rooms_that_the_architecture_says() {
    let table = table();
    let mut named_by = BTreeMap::<String, BTreeSet<String>>::new();
    for source in sources() {
        let room = source.room().to_owned();
        let mut names = named(&source);
        names.remove(&room);
        names.remove(EVERYWHERE);
        names.retain(|name| table.contains_key(name));
        named_by.entry(room).or_default().extend(names);
    }
    // What begins the program belongs to no room.
    named_by.remove("lib");
    named_by.remove("main");

    for (room, names) in named_by {
        let allowed = table.get(&room).unwrap_or_else(|| panic!("{room} is not in the table of the rooms"));
        if let Some(allowed) = allowed {
            assert_eq!(&names, allowed, "what {room} names");
        }
    }
}

#[test]
fn crates_depend_on_what_the_architecture_says() {
    let table = table();
    for room in ["barcode", "rules", "entity", "migration"] {
        let folder = if matches!(room, "barcode" | "rules") { format!("crates/{room}") } else { room.to_owned() };
        let manifest = document(&format!("{folder}/Cargo.toml"));
        let ours = manifest.lines().filter(|line| line.contains("path = ")).filter_map(|line| line.split(' ').next());
        let mut ours: BTreeSet<String> = ours.map(str::to_owned).collect();
        ours.remove(EVERYWHERE);
        assert_eq!(Some(ours), table[room], "{room}");
    }
}

/// Who alone names a crate that is not ours.
#[test]
fn what_is_not_ours_stays_in_its_room() {
    let alone = [
        ("poem::", &["server"][..]),
        ("hyper::", &["server"]),
        ("hyper_util::", &["server"]),
        ("jsonwebtoken::", &["authentication"]),
        ("reqwest::", &["authentication", "openfda", "outbound"]),
        ("clap::", &["config", "main"]),
        ("prometheus_client::", &["telemetry"]),
        ("flate2::", &["server"]),
    ];
    for (word, rooms) in alone {
        let naming = files(|source| source.without_tests().contains(word));
        let elsewhere: Vec<&String> =
            naming.iter().filter(|path| !rooms.iter().any(|room| path.starts_with(room))).collect();
        assert!(elsewhere.is_empty(), "{word} is named by {elsewhere:?}");
        assert!(!naming.is_empty(), "{word} is named nowhere");
    }
}

#[test]
fn the_api_is_known_to_the_api_its_edge_and_the_loaders() {
    let knows = |source: &Source| source.says(&["async_graphql"]);
    let may = |path: &str| ["graphql", "server", "queries/loaders"].iter().any(|room| path.starts_with(room));
    assert_eq!(files(|source| knows(source) && !may(&source.path)), [""; 0]);
}

#[test]
fn the_api_builds_no_statement() {
    let statement = ["sea_orm", "sqlx", "Entity::", "QueryFilter", "sea_query"];
    assert_eq!(files(|source| source.room() == "graphql" && source.says(&statement)), [""; 0]);
}

#[test]
fn nothing_but_the_room_of_the_database_knows_which_one_it_is() {
    let elsewhere = |words: &[&str]| {
        let says = |source: &Source| words.iter().any(|word| source.without_tests().contains(word));
        files(|source| source.room() != "database" && says(source))
    };
    let dialect = ["DbBackend::", "DatabaseBackend::", "Sqlite", "Postgres", "pg_", "PRAGMA", "sqlite_master"];
    assert_eq!(elsewhere(&dialect), [""; 0]);

    // The address of a file: where the key lies beside it, and what is taken when nothing is said. What a driver calls
    // its own log is no address.
    let address = ["authentication/setup.rs", "config/command.rs", "config/settings.rs", "telemetry.rs"];
    assert_eq!(elsewhere(&["sqlite:", "postgres:"]), address);
}
