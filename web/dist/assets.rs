// Written by `cargo xtask assets`; do not edit. Source: web/.
&[
    Asset {
        name: "ahn-400.woff2",
        hash: "5cb240a4d99a",
        mime: "font/woff2",
        body: include_bytes!("ahn-400.woff2"),
        gzip: None,
        brotli: None,
    },
    Asset {
        name: "ahn-700.woff2",
        hash: "0dbe07ed7679",
        mime: "font/woff2",
        body: include_bytes!("ahn-700.woff2"),
        gzip: None,
        brotli: None,
    },
    Asset {
        name: "app.css",
        hash: "f61a91a91cff",
        mime: "text/css; charset=utf-8",
        body: include_bytes!("app.css"),
        gzip: Some(include_bytes!("app.css.gz")),
        brotli: Some(include_bytes!("app.css.br")),
    },
    Asset {
        name: "app.js",
        hash: "41f64c826971",
        mime: "text/javascript; charset=utf-8",
        body: include_bytes!("app.js"),
        gzip: Some(include_bytes!("app.js.gz")),
        brotli: Some(include_bytes!("app.js.br")),
    },
    Asset {
        name: "icon.svg",
        hash: "2a3243353421",
        mime: "image/svg+xml",
        body: include_bytes!("icon.svg"),
        gzip: None,
        brotli: None,
    },
]
