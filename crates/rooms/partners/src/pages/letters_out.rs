//! Letters that pages send after something has happened to an account.

use crate::letters::{self, Letter};
use tandem_access::accounts::members;
use tandem_access::{Error, Uuid, Viewer};
use tandem_web::Cx;

/// Tells a member that their password was changed, so that they notice when it was not them.
pub(super) async fn password_changed(cx: &Cx, member: Uuid) -> Result<(), Error> {
    let url = format!("{}/recover", cx.base_url);
    cx.store
        .write(&Viewer::system("accounts.password_changed"), move |tx| {
            let member = members::find(tx, member)?;
            letters::write(tx, Letter::PasswordChanged, &member, &url)
        })
        .await
}
