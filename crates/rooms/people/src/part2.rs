//! The notice of 42 CFR Part 2 on a page: one place for every room whose pages disclose such a record.

use crate::model::label::Label;
use crate::model::part2::{NOTICE, is_due};
use maud::{Markup, html};
use tandem_access::{Error, Tx, Uuid};
use tandem_web::Cx;
use tandem_web::messages::Lang;
use tandem_web::ui::{self, Tone};

/// Whose record a page names and how sensitive it is, for [`notice`]; the caller's page audits what it shows.
///
/// # Errors
/// [`Error::NotFound`] for a record that the viewer may not see; the database's.
pub fn record(tx: &mut Tx, person: Uuid) -> Result<(Uuid, Label), Error> {
    let found = crate::store::person::get(tx, person)?.ok_or(Error::NotFound)?;
    Ok((found.owner_org, found.details.label))
}

/// The notice, where rows with these labels are shown to anybody but the organization that recorded them and the person. It
/// stands in the words of the law, and in the reader's language under them. It is printed too.
pub fn notice(cx: &Cx, owner_org: Uuid, labels: impl IntoIterator<Item = Label>) -> Markup {
    let disclosed = cx.viewer.org() != Some(owner_org) && cx.viewer.person().is_none();
    if !disclosed || !is_due(labels) {
        return html! {};
    }
    ui::notice(
        Tone::Soon,
        html! {
            p lang="en" { (NOTICE) }
            @if cx.lang != Lang::En { p { (cx.t("people-consent-notice")) } }
        },
    )
}
