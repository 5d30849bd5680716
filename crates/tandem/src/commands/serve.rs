//! `tandem serve`: the pages, the workers, health and metrics.

use super::workers;
use crate::settings::Settings;
use crate::{demo, rooms};
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tandem_access::{Store, Viewer, params};
use tandem_mail::{GatewaySettings, Mailer, SmtpSettings, Texter};
use tandem_votes::TextDoor;
use tandem_web::{App, AppBuilder, metrics};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Serves until Ctrl-C or SIGTERM.
pub(crate) fn run(settings: &Settings) -> Result<(), String> {
    log_to_stderr();
    let store = super::open_existing(settings)?;
    super::block_on(async {
        if tandem_partners::is_empty(&store).await.map_err(|e| e.to_string())? {
            println!(
                "{} holds no partnership yet: `tandem init` makes one, `tandem demo` shows one.",
                settings.database
            );
        }
        serve(store, settings.clone(), |at| println!("Tandem answers at {at}")).await
    })
}

/// Plain lines for people; `TANDEM_LOG=tandem=debug` shows more.
pub(crate) fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("TANDEM_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// Joins the rooms, starts the workers and answers; `ready` is called when the first request can come.
pub(crate) async fn serve(store: Store, settings: Settings, ready: impl FnOnce(&str)) -> Result<(), String> {
    if demo::state(&store).await.map_err(|e| super::say(&e))? == demo::State::Unfinished {
        return Err(format!(
            "{} holds a demo whose making was broken off; `tandem demo` makes it anew",
            settings.database
        ));
    }
    let (app, pages) = application(&store, &settings).await?;
    let router = pages.merge(machine_pages(app.clone()));
    let listener = TcpListener::bind(settings.listen)
        .await
        .map_err(|e| format!("cannot listen on {} ({e}); choose another with --listen", settings.listen))?;
    let (stop, stopped) = watch::channel(false);
    let mut running = workers::start(&store, &stopped);
    if app.partnership().demo {
        if settings.smtp.is_some() || settings.text_gateway.is_some() {
            println!(
                "This is a demo: it sends nothing, though a mail server or text gateway is set. Its letters, 18 months \
                 of them invented, stay at {}/demo/outbox.",
                settings.base_url
            );
        }
    } else {
        start_mail(&mut running, &store, &settings, &stopped)?;
        let (telling, hooks) = (store.clone(), settings.webhooks.clone());
        running.spawn(workers::round(Duration::from_secs(1), stopped.clone(), "webhooks", move || {
            let (store, hooks) = (telling.clone(), hooks.clone());
            async move {
                let told = tandem_subscriptions::actions::deliver_due(&store, &hooks).await;
                told.map(drop).map_err(|e| e.to_string())
            }
        }));
    }
    let refresh = app.clone();
    running.spawn(workers::round(Duration::from_secs(5), stopped.clone(), "partnership", move || {
        let app = refresh.clone();
        async move { load_partnership(&app).await }
    }));
    // Nobody's first search waits for the index, the start does not wait for it either, and what another process imports
    // is found within seconds.
    let live = app.service::<tandem_directory::search::Live>();
    running.spawn(workers::round(Duration::from_secs(2), stopped.clone(), "search index", move || {
        let live = live.clone();
        async move { live.refresh().await.map_err(|e| e.to_string()) }
    }));
    let (ending, with) = (store.clone(), settings.clone());
    running.spawn(workers::round(Duration::from_secs(600), stopped.clone(), "keys that end", move || {
        let (store, settings) = (ending.clone(), with.clone());
        async move { super::leave::end_due_keys(&store, &settings).await }
    }));
    ready(&settings.base_url);
    axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(ended())
        .await
        .map_err(|e| format!("the server stopped: {e}"))?;
    let _ = stop.send(true);
    let _ =
        tokio::time::timeout(Duration::from_secs(10), async { while running.join_next().await.is_some() {} })
            .await;
    Ok(())
}

/// The application over a store: rooms, their services and the partnership's name.
pub(crate) async fn application(store: &Store, settings: &Settings) -> Result<(App, Router), String> {
    // Letters are written by jobs too, which know of no request.
    tandem_mail::set_base_url(&settings.base_url);
    let mut builder = AppBuilder::new(store.clone(), &settings.base_url);
    if let Some(token) = &settings.text_in_token {
        builder = builder.service(Arc::new(TextDoor::open(token, settings.text_in_number.as_deref())));
    }
    let builder = builder.service(Arc::new(settings.webhooks.clone()));
    let (app, router) = builder.build(rooms::all()).map_err(|e| e.to_string())?;
    calendar(store, settings).await?;
    load_partnership(&app).await?;
    Ok((app, router))
}

/// A calendar given with the settings replaces the partnership's own.
async fn calendar(store: &Store, settings: &Settings) -> Result<(), String> {
    for (key, value) in [("holidays", &settings.holidays), ("business_days", &settings.business_days)] {
        if let Some(value) = value.clone() {
            store
                .write(&Viewer::system("settings.calendar"), move |tx| {
                    tandem_partners::actions::set(tx, key, &value)
                })
                .await
                .map_err(|e| super::say(&e))?;
        }
    }
    Ok(())
}

async fn load_partnership(app: &App) -> Result<(), String> {
    let shown = tandem_partners::shown_on_every_page(app.store()).await.map_err(|e| e.to_string())?;
    app.set_partnership(shown);
    Ok(())
}

/// Sends what waits in the outboxes, where a server is set; without one it waits. Never for a demo.
pub(crate) fn start_mail(
    set: &mut JoinSet<()>,
    store: &Store,
    settings: &Settings,
    stop: &watch::Receiver<bool>,
) -> Result<(), String> {
    let pause = Duration::from_secs(1);
    if let Some(url) = settings.smtp.clone() {
        let wanted = SmtpSettings { url, from: settings.mail_from.clone(), keep: false };
        let mailer = Arc::new(Mailer::new(&wanted).map_err(|e| format!("--smtp (TANDEM_SMTP, smtp): {e}"))?);
        let store = store.clone();
        set.spawn(workers::round(pause, stop.clone(), "e-mail", move || {
            let (mailer, store) = (mailer.clone(), store.clone());
            async move { mailer.deliver_due(&store).await.map(drop).map_err(|e| e.to_string()) }
        }));
    }
    if let Some(url) = settings.text_gateway.clone() {
        let wanted = GatewaySettings { url, token: settings.text_token.clone(), keep: false };
        let texter = Texter::new(wanted).map_err(|e| format!("--text-gateway (TANDEM_TEXT_GATEWAY): {e}"))?;
        let (texter, store) = (Arc::new(texter), store.clone());
        set.spawn(workers::round(pause, stop.clone(), "text messages", move || {
            let (texter, store) = (texter.clone(), store.clone());
            async move { texter.deliver_due(&store).await.map(drop).map_err(|e| e.to_string()) }
        }));
    }
    Ok(())
}

/// Health and metrics, beside the pages: no cookies, no viewer, no person's data.
fn machine_pages(app: App) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(numbers))
        .with_state(app)
}

/// Ready when the database answers a read.
async fn ready(State(app): State<App>) -> Response {
    let answer = app
        .store()
        .read(&Viewer::system("readyz"), |tx| tx.query_one("SELECT 1", params![], |r| Ok(r.get::<i64>(0)?)))
        .await;
    match answer {
        Ok(_) => "ready\n".into_response(),
        Err(e) => {
            (StatusCode::SERVICE_UNAVAILABLE, format!("the database does not answer: {e}\n")).into_response()
        }
    }
}

async fn numbers(State(app): State<App>) -> Response {
    let waiting = app
        .store()
        .read(&Viewer::system("metrics"), |tx| {
            tx.query_one(
                "SELECT (SELECT count(*) FROM audit_tail), (SELECT count(*) FROM event_outbox), (SELECT count(*) FROM job)",
                params![],
                |r| Ok((r.get::<i64>(0)?, r.get::<i64>(1)?, r.get::<i64>(2)?)),
            )
        })
        .await
        .unwrap_or_default();
    #[allow(clippy::cast_precision_loss)]
    let gauges = [
        ("tandem_audit_unsealed", "Audit lines that wait for their place in the chain.", waiting.0 as f64),
        ("tandem_events_waiting", "Domain events not carried yet.", waiting.1 as f64),
        ("tandem_jobs_waiting", "Jobs not run yet.", waiting.2 as f64),
    ];
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], metrics::render(&gauges)).into_response()
}

async fn ended() {
    let term = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut s) => {
                s.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = term => {}
    }
}
