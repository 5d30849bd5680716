//! The copy as a PDF that a screen reader can read: the same words as the page, and no second list of the facts.

use super::written::{Body, Part, Written};
use crate::pages::lines::Said;
use tandem_access::Error;
use tandem_paper::{Block, Entry, MARK, Paper, Table};
use tandem_people::private_page::CorrectionInWords;
use tandem_web::Cx;

/// The file. Setting a long record takes a while, so it is done beside the requests.
///
/// # Errors
/// [`Error::Internal`] when it could not be written.
pub async fn write(cx: &Cx, written: Written) -> Result<Vec<u8>, Error> {
    let paper = paper(cx, written);
    let file = tokio::task::spawn_blocking(move || paper.to_pdf()).await;
    file.map_err(|e| Error::Internal(e.to_string()))?.map_err(|e| Error::Internal(e.to_string()))
}

fn paper(cx: &Cx, written: Written) -> Paper {
    let mut blocks = vec![Block::Paragraph(written.of), Block::Paragraph(written.without)];
    for part in written.parts {
        let Part { title, body } = part;
        let block = match body {
            Body::Facts(facts) => Block::Facts(facts),
            Body::Timeline(rows) => Block::Entries(rows.into_iter().map(row).collect()),
            Body::Corrections(asked) => Block::Entries(asked.into_iter().map(correction).collect()),
            Body::Looks(columns, rows) => Block::Table(Table {
                summary: title.clone(),
                columns: columns.into_iter().zip([4, 3, 4, 3]).collect(),
                rows: rows.into_iter().map(Vec::from).collect(),
            }),
            Body::Nothing(words) => Block::Paragraph(words),
        };
        blocks.extend([Block::Heading(title), block]);
    }
    let reader = cx.clone();
    Paper {
        title: written.title,
        language: cx.lang.code().to_owned(),
        blocks,
        missing: cx.ta("shared-view-copy-missing", &[("mark", MARK.into())]),
        foot: Box::new(move |page, pages| {
            reader.ta("shared-view-copy-page", &[("page", page.into()), ("pages", pages.into())])
        }),
    }
}

fn row(said: Said) -> Entry {
    let states = said.states.into_iter().map(|(_, word)| word);
    let stands: Vec<String> = std::iter::once(said.day).chain(states).collect();
    let mut lines = vec![stands.join(" · ")];
    lines.extend(said.more);
    lines.push(format!("{} · {}", said.org, said.label));
    Entry { title: said.title, lines }
}

fn correction(asked: CorrectionInWords) -> Entry {
    let mut lines = vec![format!("“{}”", asked.words), format!("{} · {}", asked.asked, asked.state.1)];
    lines.extend(asked.answer);
    Entry { title: asked.about, lines }
}
