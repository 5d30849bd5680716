//! The file, read again by another program's rules.

use lopdf::{Dictionary, Document, Object};
use tandem_paper::{Block, Entry, MARK, Paper, Table};

fn paper(blocks: Vec<Block>) -> Paper {
    Paper {
        title: "Una copia de todo".into(),
        language: "es".into(),
        blocks,
        missing: format!("{MARK} significa que faltan letras."),
        foot: Box::new(|n, all| format!("Página {n} de {all}")),
    }
}

fn written(blocks: Vec<Block>) -> Document {
    let file = paper(blocks).to_pdf().expect("a file");
    Document::load_mem(&file).expect("a PDF")
}

fn everything() -> Vec<Block> {
    vec![
        Block::Paragraph("Lo que está escrito sobre Ana Peña.".into()),
        Block::Heading("Nombre y dirección".into()),
        Block::Facts(vec![("Teléfono".into(), vec!["410 555 0142".into(), "410 555 0143".into()])]),
        Block::Heading("Mi línea de tiempo".into()),
        Block::Entries(vec![Entry { title: "Necesidad: comida".into(), lines: vec!["Abierta".into()] }]),
        Block::Heading("Quién miró".into()),
        Block::Table(Table {
            summary: "Quién miró".into(),
            columns: vec![("Cuándo".into(), 2), ("Quién".into(), 3)],
            rows: (0..90).map(|n| vec![format!("{n} de julio"), "Open Door Pantry".into()]).collect(),
        }),
    ]
}

/// The words of a page, in the order in which they are drawn.
fn words(document: &Document, page: u32) -> String {
    document.extract_text(&[page]).expect("words").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn child<'d>(document: &'d Document, of: &'d Dictionary, key: &[u8]) -> &'d Object {
    document.dereference(of.get(key).expect("a key")).expect("an object").1
}

/// Tags with how deep they lie, in the order of reading.
fn tags(document: &Document, at: &Object, depth: usize, out: &mut Vec<(usize, String)>) {
    match document.dereference(at).expect("an object").1 {
        Object::Array(parts) => parts.iter().for_each(|part| tags(document, part, depth, out)),
        Object::Dictionary(tag) => {
            if let Ok(kind) = tag.get(b"S").and_then(Object::as_name) {
                out.push((depth, String::from_utf8_lossy(kind).into_owned()));
            }
            if let Ok(inside) = tag.get(b"K") {
                tags(document, inside, depth + 1, out);
            }
        }
        _ => {}
    }
}

#[test]
fn a_screen_reader_finds_language_title_headings_lists_and_tables() {
    let document = written(everything());
    let catalog = document.catalog().expect("a catalog");
    assert_eq!(child(&document, catalog, b"Lang").as_str().expect("a language"), b"es");
    let marked = child(&document, catalog, b"MarkInfo").as_dict().expect("marks");
    assert!(marked.get(b"Marked").and_then(Object::as_bool).expect("whether it is tagged"));
    let view = child(&document, catalog, b"ViewerPreferences").as_dict().expect("how it is shown");
    assert!(view.get(b"DisplayDocTitle").and_then(Object::as_bool).expect("its title stands in the window"));
    let Object::Stream(metadata) = child(&document, catalog, b"Metadata") else { panic!("no metadata") };
    let metadata = metadata.get_plain_content().expect("XML");
    let metadata = String::from_utf8(metadata).expect("text");
    assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"), "{metadata}");
    assert!(metadata.contains("Una copia de todo"), "{metadata}");

    let root = child(&document, catalog, b"StructTreeRoot").as_dict().expect("tags");
    let mut found = vec![];
    tags(&document, root.get(b"K").expect("a tree"), 0, &mut found);
    let names: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
    let begin = [
        "Document", "H1", "P", "H2", "L", "LI", "Lbl", "LBody", "P", "P", "H2", "L", "LI", "LBody", "P", "P",
    ];
    assert_eq!(names[..begin.len()], begin);
    let table = ["H2", "Table", "THead", "TR", "TH", "TH", "TBody", "TR", "TD", "TD", "TR"];
    assert_eq!(names[begin.len()..begin.len() + table.len()], table);
    assert_eq!(
        names.iter().filter(|name| **name == "TR").count(),
        91,
        "a head that is repeated is read once"
    );
    assert!(document.catalog().expect("a catalog").has(b"Outlines"));
}

#[test]
fn pages_say_where_they_are_and_tables_what_their_columns_are() {
    let document = written(everything());
    let pages = document.get_pages().len();
    assert!(pages > 2, "{pages} pages");
    for page in 1..=u32::try_from(pages).expect("few") {
        let words = words(&document, page);
        assert!(words.ends_with(&format!("Página {page} de {pages}")), "{words}");
        assert!(words.contains("Cuándo Quién"), "{words}");
    }
    let first = words(&document, 1);
    assert!(
        first.starts_with(
            "Una copia de todo Lo que está escrito sobre Ana Peña. Nombre y dirección Teléfono 410"
        ),
        "{first}"
    );
}

#[test]
fn missing_letters_are_told_and_lie_behind_their_mark() {
    let without = written(everything());
    assert!(!words(&without, 1).contains("faltan letras"));
    let document = written(vec![Block::Paragraph("Nombre: 张伟".into())]);
    let words = words(&document, 1);
    assert!(words.contains("[?] significa que faltan letras. Nombre: [?]"), "{words}");
    let page = document.get_pages()[&1];
    let content = document.get_and_decode_page_content(page).expect("what is drawn");
    let meant: Vec<&[u8]> = content
        .operations
        .iter()
        .filter_map(|op| op.operands.get(1)?.as_dict().ok()?.get(b"ActualText").ok()?.as_str().ok())
        .collect();
    let letters: Vec<u8> = [0xfeff, 0x5f20, 0x4f1f].iter().flat_map(|c: &u16| c.to_be_bytes()).collect();
    assert!(meant.contains(&letters.as_slice()), "{meant:?}");
}

#[test]
fn a_paper_without_words_is_a_page_with_its_title() {
    let document = written(vec![
        Block::Paragraph(String::new()),
        Block::Entries(vec![]),
        Block::Facts(vec![("Nada".into(), vec![])]),
        Block::Table(Table::default()),
        Block::Heading(" ".into()),
    ]);
    assert_eq!(document.get_pages().len(), 1);
    let root =
        child(&document, document.catalog().expect("a catalog"), b"StructTreeRoot").as_dict().expect("tags");
    let mut found = vec![];
    tags(&document, root.get(b"K").expect("a tree"), 0, &mut found);
    let names: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["Document", "H1", "L", "LI", "Lbl", "LBody"], "no list of nothing is announced");
    assert_eq!(words(&document, 1), "Una copia de todo Nada Página 1 de 1");
}

#[test]
fn the_file_holds_only_the_letters_that_it_needs_and_is_the_same_each_time() {
    let one = paper(everything()).to_pdf().expect("a file");
    assert!(one.len() < 120_000, "{} bytes", one.len());
    assert_eq!(one, paper(everything()).to_pdf().expect("a file"));
}
