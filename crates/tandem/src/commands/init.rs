//! `tandem init`: the partnership and its first administrator.

use crate::settings::Settings;

/// What the flags say.
pub(crate) struct Wanted {
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) administrator: String,
    pub(crate) organization: String,
    pub(crate) sector: String,
    pub(crate) timezone: String,
}

pub(crate) fn run(settings: &Settings, wanted: Wanted) -> Result<(), String> {
    let store = super::open(settings)?;
    let base = settings.base_url.clone();
    let link = super::block_on(async move {
        tandem_partners::init(
            &store,
            &tandem_partners::FirstAdministrator {
                partnership: wanted.name,
                timezone: wanted.timezone,
                organization: wanted.organization,
                sector: wanted.sector,
                name: wanted.administrator,
                email: wanted.email,
            },
        )
        .await
        .map_err(|e| super::say(&e))
    })?;
    println!("The partnership is set up in {}.", settings.database);
    println!("Its keys are in {}: keep a copy apart from the database's copies.", settings.keys);
    println!();
    println!("1. Start it:                `tandem serve`");
    println!("2. Open this link once, within 7 days, to choose a password:");
    println!("   {base}{link}");
    println!("3. Fill the directory:      `tandem import directory --help`");
    println!("4. Invite your colleagues:  Settings, People and roles");
    Ok(())
}
