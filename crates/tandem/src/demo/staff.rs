//! The members of the demo: who has an account, where, in which role.

use tandem_access::{Error, Role};

use super::chance::Chance;
use super::city::District;

/// The password of every demo account. A demo holds invented people only.
pub const PASSWORD: &str = "slow-river-blue-ferry";

/// A member at an organization.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Post {
    /// The organization's id in the content file.
    pub(super) organization: &'static str,
    /// What they do there.
    pub(super) role: Role,
    /// Before the `@`.
    local: &'static str,
    /// Their name; invented.
    pub(super) name: &'static str,
    /// Language of their letters.
    pub(super) language: &'static str,
    /// Districts whose people they meet; empty for whoever meets nobody.
    meets: &'static [&'static str],
}

impl Post {
    /// The address they sign in with.
    pub(super) fn email(&self) -> String {
        format!("{}@{}.example", self.local, self.organization)
    }
}

const fn post(
    organization: &'static str,
    role: Role,
    local: &'static str,
    name: &'static str,
    language: &'static str,
    meets: &'static [&'static str],
) -> Post {
    Post { organization, role, local, name, language, meets }
}

/// Everybody with an account. The first of each role is printed at the start of the demo.
pub(super) const POSTS: [Post; 28] = [
    post(
        "health-department",
        Role::Navigator,
        "navigator",
        "Marisol Ibarra",
        "en",
        &["old-ferry", "far-meadow", "stonebridge"],
    ),
    post("eastbank-clinic", Role::Clinician, "nurse", "Ruth Fennimore", "en", &["eastbank"]),
    post("tamsel-basket", Role::Responder, "pantry", "Opal Merriweather", "en", &[]),
    post("heron-light", Role::Advocate, "advocate", "Amparo Salvatierra", "es", &[]),
    post("bend-together", Role::Coordinator, "coordinator", "Josephine Tillery", "en", &[]),
    post("bend-together", Role::Analyst, "analyst", "Minh Trịnh", "en", &[]),
    post("bend-together", Role::IdentitySteward, "reviewer", "Hollis Quayle", "en", &[]),
    post("health-department", Role::PrivacyOfficer, "privacy", "Edith Lockhart", "en", &[]),
    post("tamsel-basket", Role::OrganizationAdmin, "admin", "Floyd Gatewood", "en", &[]),
    post("bend-together", Role::Administrator, "administrator", "Nadia Darwish", "en", &[]),
    post("cannery-neighbors", Role::Resident, "resident", "Wendell Okafor", "en", &[]),
    post(
        "tamsel-hospital",
        Role::Navigator,
        "navigator",
        "Jerome Holloway",
        "en",
        &["linden-heights", "stonebridge", "quarry-hill"],
    ),
    post("millrace-clinic", Role::Navigator, "navigator", "Danuta Wrona", "en", &["millrace", "quarry-hill"]),
    post(
        "casa-recodo",
        Role::Navigator,
        "navegadora",
        "Ofelia Camarena",
        "es",
        &["millrace", "cannery-flats"],
    ),
    post(
        "cannery-neighbors",
        Role::Navigator,
        "navigator",
        "Yvrose Célestin",
        "en",
        &["cannery-flats", "old-ferry"],
    ),
    post("hearth-fund", Role::Responder, "desk", "Bogdan Kmieć", "en", &[]),
    post("forty-wheels", Role::Responder, "dispatch", "Dwight Brackett", "en", &[]),
    post("plumb-line", Role::Responder, "intake", "Delphine Vance", "en", &[]),
    post("dry-dock", Role::Responder, "front", "Ira Oakes", "en", &[]),
    post("bend-transit", Role::Responder, "access", "Hana Rahal", "en", &[]),
    post("health-department", Role::OrganizationAdmin, "admin", "Gwendolyn Straka", "en", &[]),
    post("slate-gate", Role::OrganizationAdmin, "office", "Asher Feldstrom", "en", &[]),
    post("housing-authority", Role::OrganizationAdmin, "homes", "Corwin Pettibone", "en", &[]),
    post("schools-family-center", Role::OrganizationAdmin, "families", "Liesel Okonjo", "en", &[]),
    post("landing-chapel", Role::OrganizationAdmin, "chapel", "Ezekiel Farrow", "en", &[]),
    post("meadow-council", Role::Resident, "resident", "Marta Quintanilla", "es", &[]),
    post("hill-mutual", Role::Resident, "resident", "Lucius Byrne", "en", &[]),
    post("harbor-veterans", Role::Resident, "resident", "Dao Phetsarath", "en", &[]),
];

/// The member who does this at an organization.
pub(super) fn at(organization: &str, role: Role) -> Result<&'static Post, Error> {
    POSTS.iter().find(|post| post.organization == organization && post.role == role).ok_or(Error::NotFound)
}

/// Who meets a person of a district: a member who works there, the one who speaks Spanish for people who do.
pub(super) fn met_by(chance: &mut Chance, district: &District, language: &str) -> &'static Post {
    let near: Vec<&'static Post> = POSTS.iter().filter(|p| p.meets.contains(&district.id)).collect();
    if language == "es"
        && let Some(spanish) = near.iter().find(|p| p.language == "es")
    {
        return spanish;
    }
    chance.draw(near.as_slice())
}

/// Who answers referrals at an organization with an account; the others answer by the link in their letter.
pub(super) fn answers_at(organization: &str) -> Option<&'static Post> {
    POSTS.iter().find(|p| p.organization == organization && p.role == Role::Responder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::city::DISTRICTS;
    use crate::demo::organizations::organizations;
    use std::collections::HashSet;
    use tandem_access::accounts::password::NewPassword;

    #[test]
    fn every_role_has_an_account_at_an_organization_that_is_there() {
        let roles: HashSet<Role> = POSTS.iter().map(|p| p.role).collect();
        assert_eq!(roles.len(), Role::ALL.len());
        let all = organizations();
        let emails: HashSet<String> = POSTS.iter().map(Post::email).collect();
        assert_eq!(emails.len(), POSTS.len());
        for post in &POSTS {
            assert!(all.iter().any(|o| o.id == post.organization), "{}", post.organization);
            let name =
                all.iter().find(|o| o.id == post.organization).map(|o| o.name.as_str()).unwrap_or_default();
            assert!(NewPassword::check(PASSWORD, &[post.name, &post.email(), name]).is_ok());
        }
    }

    #[test]
    fn every_district_has_somebody_who_meets_people() {
        for d in &DISTRICTS {
            assert!(POSTS.iter().any(|p| p.meets.contains(&d.id)), "{}", d.name);
        }
    }
}
