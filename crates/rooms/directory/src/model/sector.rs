//! A first guess at an organization's sector from its name; the coordinator corrects it.

use tandem_partners::model::Sector;

use super::text::fold;

/// The sector that a name suggests; `social_services` when it suggests none, as most of a help directory is.
pub fn guess(name: &str) -> Sector {
    let name = fold(name);
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if says(&["health department", "department of health", "public health", "health dept"]) {
        Sector::PublicHealth
    } else if says(&[
        "church",
        "ministr",
        "temple",
        "mosque",
        "synagogue",
        "parish",
        "catholic",
        "lutheran",
        "baptist",
        "jewish",
        "islamic",
        "salvation army",
    ]) {
        Sector::Faith
    } else if says(&["school", "college", "university", "library", "head start", "literacy"]) {
        Sector::Education
    } else if says(&[
        "hospital",
        "clinic",
        "medical",
        "health center",
        "health care",
        "healthcare",
        "nursing",
        "hospice",
    ]) {
        Sector::Healthcare
    } else if says(&["housing", "habitat", "tenant", "shelter"]) {
        Sector::Housing
    } else if says(&[
        "county",
        "city of",
        "state of",
        "department of",
        "court",
        "police",
        "bureau",
        "u.s.",
        "united states",
        "administration",
    ]) {
        Sector::Government
    } else if says(&["insurance", "health plan"]) {
        Sector::Payer
    } else if says(&["neighborhood", "residents", "community association", "civic"]) {
        Sector::Community
    } else if says(&["chamber of commerce", " llc", "bank"]) {
        Sector::Business
    } else {
        Sector::SocialServices
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_suggest_sectors() {
        assert_eq!(guess("Harbor County Health Department"), Sector::PublicHealth);
        assert_eq!(guess("St. Mark's Church"), Sector::Faith);
        assert_eq!(guess("Open Door"), Sector::SocialServices);
    }
}
