//! The public figures as a sheet: one line for each statement and group that counts.

use super::results::load;
use crate::model::told::{Figure, Stand};
use axum::extract::Path;
use tandem_stats::figure::Shown;
use tandem_web::{Answer, Cx, Sheet, path_id};

fn told(figure: Figure) -> String {
    match figure {
        Figure::Exactly(n) => n.to_string(),
        Figure::AtLeast(n) => format!("{n} or more"),
        Figure::Hidden => "suppressed".to_owned(),
    }
}

/// The sheet.
pub async fn csv(cx: Cx, Path(id): Path<String>) -> Answer {
    let (whole, r) = load(&cx, path_id(&id)?).await?;
    let mut sheet = Sheet::new([
        "number",
        "statement",
        "statement_es",
        "group",
        "answers",
        "agree",
        "disagree",
        "pass",
        "group_holds",
        "every_group",
    ]);
    for (at, s) in r.statements.iter().enumerate() {
        let every = match (r.told.agreed.contains(&at), r.told.refused.contains(&at)) {
            (true, _) => "agrees",
            (_, true) => "disagrees",
            _ => "",
        };
        for (group, c) in r.told.counted.iter().zip(&r.told.said[at]) {
            let holds = match c.stand() {
                Stand::Agrees => "agrees",
                Stand::Disagrees => "disagrees",
                Stand::Open => "open",
            };
            let answers = match c.answers {
                Shown::Count(n) => n.to_string(),
                Shown::Suppressed => "suppressed".to_owned(),
            };
            sheet.row([
                s.position.to_string(),
                s.words.clone(),
                s.words_es.clone().unwrap_or_default(),
                group.code(),
                answers,
                told(c.said[0]),
                told(c.said[1]),
                told(c.said[2]),
                holds.to_owned(),
                every.to_owned(),
            ]);
        }
    }
    Ok(sheet.download(&format!("conversation-{}", whole.conversation.ends_on)))
}
