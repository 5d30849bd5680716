//! Terms of taxonomies and what they mean to us: shared by all layouts.

use tandem_directory::model::domain::{self, TermMeaning, map_term};
use tandem_directory::model::item::AttributeItem;

/// A term as a source writes it.
#[derive(Clone, Debug, Default)]
pub struct Term {
    /// The taxonomy's name.
    pub taxonomy: String,
    /// Its code there.
    pub code: String,
    /// The term.
    pub name: String,
}

impl Term {
    /// The term on a service, without a meaning.
    pub fn as_text(&self, service: &str) -> AttributeItem {
        AttributeItem {
            service: service.to_owned(),
            taxonomy: self.taxonomy.clone(),
            term_code: self.code.clone(),
            term: self.name.clone(),
            ..AttributeItem::default()
        }
    }

    /// The term on a service; `false` when nothing is known about it and it is kept as text. `link_type` may say that it
    /// describes people; `value` may name need domains, which counts before what our tables say. `parents` are the names of the terms above, nearest first.
    pub fn on(&self, service: &str, link_type: &str, value: &str, parents: &[&str]) -> (AttributeItem, bool) {
        let mut item = self.as_text(service);
        let about_people = link_type.contains("eligibility") || link_type.contains("audience");
        let said: Vec<&str> = value.split('|').map(str::trim).filter(|code| !code.is_empty()).collect();
        if !said.is_empty() && said.iter().all(|code| domain::index_of(code).is_some()) {
            item.domains = said.into_iter().map(str::to_owned).collect();
            item.audience = about_people;
            return (item, true);
        }
        match map_term(&self.name, parents, about_people) {
            TermMeaning::Domains(domains) => item.domains = domains.into_iter().map(str::to_owned).collect(),
            TermMeaning::Audience => item.audience = true,
            TermMeaning::Unknown => return (item, false),
        }
        (item, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_may_name_need_domains_itself_but_only_real_ones() {
        let term = Term { name: "Zymurgy".into(), ..Term::default() };
        let (item, known) = term.on("s", "service_category", "food-insecurity|housing-instability", &[]);
        assert!(known && item.domains == ["food-insecurity", "housing-instability"] && !item.audience);
        let (item, known) = term.on("s", "", "food-insecurity|zymurgy", &[]);
        assert!(!known && item.domains.is_empty());
        let (item, known) = term.on("s", "service_eligibility", "", &[]);
        assert!(known && item.audience);
    }
}
