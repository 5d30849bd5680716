//! `tandem import directory`, `places`, `people`, `screenings` and `visits`.

use crate::settings::Settings;
use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tandem_access::accounts::members;
use tandem_access::{Store, Uuid, Viewer};
use tandem_intake::report::ReadAs;
use tandem_partners::actions::Filter;
use tandem_people::actions::{Recipient, import_people};
use tandem_people::import::births::DateOrder;
use tandem_people::model::label::Label;
use tandem_screening::actions::{Recorder, import_screenings};
use tandem_visits::actions::{Options, import_visits};
use tandem_visits::import::Format;

/// What to bring in.
#[derive(Subcommand, Debug)]
pub(crate) enum Import {
    /// Organizations, services and locations. A second run changes only what differs; the report says row by row what
    /// was refused and how to mend it.
    Directory {
        /// The layout of the files.
        #[arg(long)]
        format: DirectoryFormat,
        /// A file, or the folder of a CSV package.
        path: PathBuf,
        /// Where the data comes from; the same name updates what came from there before (default: the name of PATH).
        #[arg(long, value_name = "NAME")]
        source: Option<String>,
        /// Write the report here: .json or .csv.
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
    },
    /// Where ZIP codes lie, so that Find help tells the distance from any of them. Without it, only ZIP codes of the
    /// directory's own addresses are known.
    ///
    /// Takes the US Census Bureau's gazetteer of ZIP Code Tabulation Areas as it is (unpack 20xx_Gaz_zcta_national.zip, from
    /// census.gov, Gazetteer Files), or a table with the columns zip, latitude, longitude. A second run changes only what
    /// differs; a server that runs sees the new places at its next search.
    Places {
        /// The file: cells parted by tabs, commas, semicolons or |.
        path: PathBuf,
        /// Write the report here: .json or .csv.
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
    },
    /// People whom an organization serves: a table, or FHIR Patients (a JSON array, a Bundle or one resource a line).
    ///
    /// Columns are recognised by their names and values (first name, last name, birth date, phone, e-mail, street, city, state,
    /// ZIP code, record number ..., in English or Spanish); the report says what each was taken for. Files may come as spreadsheets
    /// write them: UTF-8, UTF-16 or Windows-1252, titles above the header, dates as 25/12/1990, 25-Dec-90 or day numbers; what was
    /// assumed is said. Where nothing tells which of 3/4 is the day, the file is refused until --dates says it.
    ///
    /// A second run changes only what differs, and what a row leaves empty stays as it is. Whether a call or a text is safe is read for new people only.
    ///
    /// Nothing is shared by an import: a record is its organization's own until the person consents. What a confidential organization
    /// imports only the care team may open: name who looks after these people.
    ///
    /// Whoever has the number of a row already is the same person, unless both name and birth date differ: such a row is refused. Give
    /// files of programs that each count 1, 2, 3 a --source of their own.
    People {
        /// The organization that serves them: its name or its id.
        #[arg(long, value_name = "NAME")]
        organization: String,
        /// E-mail address of a member of the organization who looks after everybody in the file.
        #[arg(long, value_name = "EMAIL")]
        care_team: Option<String>,
        /// The program whose numbers the file gives; the same name meets the same people again (default: one for all files).
        #[arg(long, value_name = "NAME", value_parser = source_name)]
        source: Option<String>,
        /// How 3/4/1990 is meant, where no date of the file tells: day-first is the third of April.
        #[arg(long, value_name = "ORDER")]
        dates: Option<DatesWritten>,
        /// A file, or a folder of files.
        path: PathBuf,
        /// Write the report here: .json or .csv.
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
    },
    /// FHIR QuestionnaireResponses: a JSON array, a Bundle or one resource a line (NDJSON).
    Screenings {
        /// The organization that recorded them: its name or its id.
        #[arg(long, value_name = "NAME")]
        organization: String,
        /// The program whose numbers (Patient.id) the file gives, as `import people` was told it.
        #[arg(long, value_name = "NAME", value_parser = source_name)]
        source: Option<String>,
        /// E-mail address of a member of the organization who looks after whoever a record is made for. A confidential organization
        /// needs one: its records only their care team may open.
        #[arg(long, value_name = "EMAIL")]
        care_team: Option<String>,
        /// The file.
        path: PathBuf,
        /// Write the report here: .json or .csv.
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
    },
    /// Visits to a hospital or clinic: a table (CSV), or HL7 v2 ADT messages in MLLP frames or one after the other.
    ///
    /// A table has a header; its columns may stand in any order. Needed: visit_id, class (emergency, inpatient,
    /// outpatient, home, virtual, community, or a code of v3-ActCode), started_at. May be there: ended_at, status, place,
    /// reason, label, person_system, person_id, given_name, family_name, birth_date, phone, email, postal_code, language.
    /// Times are ISO 8601 (2026-03-04 12:30; local to the partnership unless they say otherwise).
    ///
    /// A row with a number that somebody with another name and birth date has here is refused.
    ///
    /// Of messages, A01 to A08, A11, A13 and A38 are read; others are counted and passed over. A second run changes only
    /// what differs, and older news that comes late changes nothing.
    Visits {
        /// The organization that was visited: its name or its id.
        #[arg(long, value_name = "NAME")]
        organization: String,
        /// The file.
        path: PathBuf,
        /// The layout (default: look at the file).
        #[arg(long)]
        format: Option<VisitFormat>,
        /// The system that numbers the visits, and the people where they have no system of their own (default: the name
        /// of PATH for a table; messages name it themselves).
        #[arg(long, value_name = "NAME")]
        source: Option<String>,
        /// The least sensitivity of every visit in the file, such as substance_use for a program under 42 CFR Part 2.
        #[arg(long, value_name = "LABEL", default_value = "general", value_parser = label)]
        label: Label,
        /// Make a record for whoever the organization does not know yet. Without it such rows are refused.
        #[arg(long)]
        create: bool,
        /// E-mail address of a member of the organization who looks after whoever a record is made for. A confidential organization
        /// needs one: its records only their care team may open.
        #[arg(long, value_name = "EMAIL")]
        care_team: Option<String>,
        /// Write the report here: .json or .csv.
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DatesWritten {
    /// 25/12/1990.
    DayFirst,
    /// 12/25/1990.
    MonthFirst,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum VisitFormat {
    /// A table with a header.
    Csv,
    /// HL7 v2 ADT messages.
    Hl7,
}

fn label(word: &str) -> Result<Label, String> {
    Label::from_code(word).ok_or_else(|| format!("write one of {}", Label::ALL.map(Label::code).join(", ")))
}

fn source_name(word: &str) -> Result<String, String> {
    let name = word.trim();
    let fine = (1..=60).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if fine { Ok(name.to_owned()) } else { Err("write a name of 1 to 60 letters".to_owned()) }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DirectoryFormat {
    /// HSDS 3.0 JSON: an array, {"contents": [...]}, or one object a line.
    HsdsJson,
    /// HSDS tabular package: CSV files, with or without datapackage.json.
    HsdsCsv,
    /// Ohana CSV layout: organizations.csv, locations.csv, services.csv ...
    OhanaCsv,
}

impl From<DirectoryFormat> for tandem_hsds::Format {
    fn from(f: DirectoryFormat) -> Self {
        match f {
            DirectoryFormat::HsdsJson => tandem_hsds::Format::HsdsJson,
            DirectoryFormat::HsdsCsv => tandem_hsds::Format::HsdsCsv,
            DirectoryFormat::OhanaCsv => tandem_hsds::Format::OhanaCsv,
        }
    }
}

/// Runs an import. Refused rows are in the report and no failure; input that is refused as a whole is one.
pub(crate) fn run(settings: &Settings, what: Import) -> Result<ExitCode, String> {
    let store = super::open_existing(settings)?;
    let system = Viewer::system("import");
    let mut meter = Meter::default();
    let (json, csv, refused, keep, files) = match what {
        Import::Directory { format, path, source, report } => {
            let source = source.unwrap_or_else(|| name_of(&path));
            let done = super::block_on(async {
                tandem_hsds::import_directory(&store, &system, format.into(), &path, &source, |p| {
                    meter.show(p.rows, "rows");
                })
                .await
                .map_err(|e| format!("{}: {}", path.display(), super::say(&e)))
            })?;
            (done.to_json(), done.to_csv(), done.refused, report, done.files)
        }
        Import::Places { path, report } => {
            let done = super::block_on(async {
                tandem_hsds::import_places(&store, &system, &path)
                    .await
                    .map_err(|e| format!("{}: {}", path.display(), super::say(&e)))
            })?;
            (done.to_json(), done.to_csv(), done.refused, report, done.files)
        }
        Import::People { organization, care_team, source, dates, path, report } => {
            let done = super::block_on(async {
                let organization = organization_of(&store, &organization).await?;
                let care_team = care_team_of(&store, organization, care_team.as_deref()).await?;
                let dates = dates.map(|order| match order {
                    DatesWritten::DayFirst => DateOrder::DayFirst,
                    DatesWritten::MonthFirst => DateOrder::MonthFirst,
                });
                let mut progress = |n| meter.show(n, "people");
                let to = Recipient { organization, care_team, source, dates };
                import_people(&store, &system, to, &path, &mut progress)
                    .await
                    .map_err(|e| format!("{}: {e}", path.display()))
            })?;
            for (column, holds) in &done.columns {
                println!("  {column:24} {holds}");
            }
            if !done.ignored.is_empty() {
                println!("  not read: {}", done.ignored.join(", "));
            }
            let json = serde_json::to_value(&done).map_err(|e| e.to_string())?;
            let csv = rejections_csv(&json, &done.files);
            (json, csv, false, report, done.files)
        }
        Import::Screenings { organization, source, care_team, path, report } => {
            let done = super::block_on(async {
                let organization = organization_of(&store, &organization).await?;
                let care_team = care_team_of(&store, organization, care_team.as_deref()).await?;
                let mut progress = |n| meter.show(n, "screenings");
                let by = Recorder { organization, source, care_team };
                import_screenings(&store, &system, by, &path, &mut progress)
                    .await
                    .map_err(|e| format!("{}: {e}", path.display()))
            })?;
            let json = serde_json::to_value(&done).map_err(|e| e.to_string())?;
            let csv = rejections_csv(&json, &[]);
            (json, csv, false, report, vec![])
        }
        Import::Visits { organization, path, format, source, label, create, care_team, report } => {
            let done = super::block_on(async {
                let organization = organization_of(&store, &organization).await?;
                let care_team = care_team_of(&store, organization, care_team.as_deref()).await?;
                let options = Options {
                    organization,
                    format: format.map(|f| match f {
                        VisitFormat::Csv => Format::Csv,
                        VisitFormat::Hl7 => Format::Hl7,
                    }),
                    source: source.unwrap_or_else(|| name_of(&path)),
                    label,
                    create,
                    care_team,
                };
                let mut progress = |n| meter.show(n, "visits");
                import_visits(&store, &system, &options, &path, &mut progress)
                    .await
                    .map_err(|e| format!("{}: {e}", path.display()))
            })?;
            let json = serde_json::to_value(&done).map_err(|e| e.to_string())?;
            let csv = rejections_csv(&json, &done.files);
            (json, csv, false, report, done.files)
        }
    };
    // A hundred thousand lines are sealed here, not by the server's first seconds.
    super::block_on(async { tandem_access::audit::seal_all(&store).await.map_err(|e| super::say(&e)) })?;
    meter.end();
    print!("{}", summary(&json, &files));
    if let Some(to) = keep {
        write_report(&to, &json, &csv)?;
    }
    Ok(if refused { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// An organization by id or by its name, whatever the case.
pub(super) async fn organization_of(store: &Store, words: &str) -> Result<Uuid, String> {
    let (id, wanted) = (words.trim().parse::<Uuid>().ok(), words.trim().to_lowercase());
    let filter = Filter {
        words: if id.is_some() { String::new() } else { wanted.clone() },
        limit: 50,
        ..Filter::default()
    };
    let found = store
        .read(&Viewer::system("import"), move |tx| match id {
            Some(id) => tandem_partners::actions::find_many(tx, &[id]),
            None => tandem_partners::actions::list(tx, &filter),
        })
        .await
        .map_err(|e| super::say(&e))?;
    let exact: Vec<_> = found.iter().filter(|o| id.is_some() || o.name.to_lowercase() == wanted).collect();
    let line = |o: &&tandem_partners::model::Organization| format!("\n  {}  {}", o.id, o.name);
    match (exact.as_slice(), found.is_empty()) {
        ([one], _) => Ok(one.id),
        ([], true) => Err(format!(
            "--organization: no organization is called `{words}`; Settings, Organizations lists them"
        )),
        ([], false) => Err(format!(
            "--organization: no organization is called exactly `{words}`; did you mean one of these?{}",
            found.iter().map(|o| line(&o)).collect::<String>()
        )),
        (several, _) => Err(format!(
            "--organization: {} organizations are called `{words}`; give the id of the right one:{}",
            several.len(),
            several.iter().map(line).collect::<String>()
        )),
    }
}

/// Who looks after the people of an import, where somebody is named.
async fn care_team_of(
    store: &Store,
    organization: Uuid,
    email: Option<&str>,
) -> Result<Option<Uuid>, String> {
    match email {
        Some(email) => member_of(store, organization, email).await.map(Some),
        None => Ok(None),
    }
}

/// Somebody who works at an organization, by their e-mail address.
async fn member_of(store: &Store, organization: Uuid, email: &str) -> Result<Uuid, String> {
    let (wanted, system) = (email.to_owned(), Viewer::system("import"));
    let found = store.read(&system, move |tx| {
        let Some(member) = members::by_email(tx, &wanted)? else { return Ok(None) };
        let works = members::affiliations(tx, member.id)?.iter().any(|a| a.organization == organization);
        Ok(works.then_some(member.id))
    });
    found.await.map_err(|e| super::say(&e))?.ok_or_else(|| {
        format!("--care-team: nobody at this organization has the address `{email}`; Settings, People and roles lists them")
    })
}

/// Refused rows that the terminal shows; the report has them all.
const SHOWN: usize = 20;

/// The report in a screenful: counts by kind, then the first refused rows and the warnings.
fn summary(json: &Value, files: &[ReadAs]) -> String {
    let mut out = String::new();
    for (kind, counts) in json.as_object().into_iter().flatten() {
        let Some(accepted) = counts.get("accepted") else { continue };
        let part = |name: &str| counts.get(name).and_then(Value::as_u64).unwrap_or_default();
        if ["accepted", "changed", "unchanged", "rejected", "removed"].iter().all(|n| part(n) == 0) {
            continue;
        }
        let _ = writeln!(
            out,
            "{kind:24} {accepted:>8} accepted {:>8} changed {:>8} unchanged {:>8} rejected",
            part("changed"),
            part("unchanged"),
            part("rejected")
        );
    }
    for file in files {
        let _ = writeln!(out, "  {}: {}", file.file, file.words());
    }
    let words = |row: &Value, name: &str| match &row[name] {
        Value::String(s) => s.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    for list in ["rejections", "warnings"] {
        let rows = json[list].as_array().map(Vec::as_slice).unwrap_or_default();
        for r in rows.iter().take(SHOWN) {
            let place = ["file", "row", "line", "path", "column"].map(|n| words(r, n));
            let place: Vec<String> = place.into_iter().filter(|p| !p.is_empty()).collect();
            let what = [words(r, "reason"), words(r, "message"), words(r, "mend")];
            let what: Vec<String> = what.into_iter().filter(|w| !w.is_empty()).collect();
            let _ = writeln!(out, "  {}: {}", place.join(" "), what.join("; "));
        }
        if rows.len() > SHOWN {
            let _ = writeln!(out, "  and {} more {list}; --report FILE keeps them all", rows.len() - SHOWN);
        }
    }
    out
}

/// Refused rows as CSV, cells safe for a spreadsheet; then what somebody should look at, and how each file was read.
fn rejections_csv(json: &Value, files: &[ReadAs]) -> String {
    const COLUMNS: [&str; 8] = ["type", "file", "line", "index", "id", "path", "reason", "mend"];
    let mut out = COLUMNS.join(",") + "\r\n";
    let rows = |list: &str| json[list].as_array().cloned().unwrap_or_default();
    let mut line = |kind: &str, row: &Value| {
        let cells = COLUMNS.map(|c| match &row[c] {
            _ if c == "type" => kind.to_owned(),
            Value::String(s) => tandem_web::csv::cell(s),
            Value::Null => String::new(),
            other => other.to_string(),
        });
        out += &(cells.join(",") + "\r\n");
    };
    rows("rejections").iter().for_each(|row| line("rejected", row));
    for warning in rows("warnings") {
        line(
            "warning",
            &json!({"file": warning["file"], "reason": warning["message"], "mend": warning["mend"]}),
        );
    }
    for file in files {
        line("file", &json!({"file": file.file, "line": file.header_line, "reason": file.words()}));
    }
    out
}

/// Without `--source`: the name of the file or folder, so that the same one updates.
fn name_of(path: &Path) -> String {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    whole.file_stem().map_or("import".into(), |n| n.to_string_lossy().into_owned())
}

/// Writes the report in the format that the file's ending names.
fn write_report(to: &Path, json: &Value, csv: &str) -> Result<(), String> {
    let text = match to.extension().and_then(|e| e.to_str()) {
        Some("csv") => csv.to_owned(),
        Some("json") | None => serde_json::to_string_pretty(json).map_err(|e| e.to_string())? + "\n",
        Some(other) => {
            return Err(format!("--report: `.{other}` is no report format; name the file .json or .csv"));
        }
    };
    std::fs::write(to, text).map_err(|e| format!("--report {}: {e}", to.display()))?;
    println!("Report: {}", to.display());
    Ok(())
}

/// A line that counts while a long step runs; silent where nobody watches.
#[derive(Default)]
pub(crate) struct Meter {
    shown: u64,
}

impl Meter {
    pub(crate) fn show(&mut self, n: u64, what: &str) {
        if std::io::stderr().is_terminal() && n >= self.shown + 500 {
            self.shown = n;
            eprint!("\r{n} {what}");
        }
    }
    pub(crate) fn end(&self) {
        if self.shown > 0 {
            eprintln!();
        }
    }
}
