package io.fleetstream.cli.report;

import java.util.Map;

/**
 * One page that needs nothing else: no script, no network, style and charts inside. It is HTML and
 * XML at once, light or dark as its reader likes it, and may be printed.
 */
public final class HtmlPage {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; --ink: #1b2733; --soft: #5b6875; --paper: #ffffff;
              --sheet: #f5f7f9; --rule: #d9e0e6; --one: #1f6fb2; --two: #c2571a; --three: #2e7d4f;
              --four: #8a4fa3; --bad: #b3261e; --good: #2e7d4f; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --soft: #9fb0bf;
              --paper: #12181e; --sheet: #1a232c; --rule: #33414e; --one: #6cb4ee; --two: #f0995c;
              --three: #74c794; --four: #c79bdc; --bad: #ff8a80; --good: #74c794; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; background: var(--paper);
              color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.7rem; margin: 0 0 .25rem; }
            h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; border-bottom: 1px solid var(--rule);
              padding-bottom: .25rem; }
            p { margin: .25rem 0 1rem; color: var(--soft); max-width: 46rem; }
            .verdict { font-weight: 600; } .verdict.ok { color: var(--good); }
            .verdict.broken { color: var(--bad); }
            .tiles { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; padding: 0;
              list-style: none; }
            .tiles li { background: var(--sheet); border-radius: .5rem; padding: .6rem .9rem;
              min-width: 8.5rem; }
            .tiles b { display: block; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
            .tiles span { color: var(--soft); font-size: .85rem; }
            figure { margin: 1rem 0 1.5rem; background: var(--sheet); border-radius: .5rem;
              padding: .9rem 1rem; overflow-x: auto; }
            figcaption { font-weight: 600; margin-bottom: .5rem; position: sticky; left: 0; }
            svg { width: 100%; min-width: 36rem; height: auto; display: block; }
            svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
            svg .tick, svg .axis { fill: var(--soft); }
            .grid { stroke: var(--rule); stroke-width: 1; } .mark { stroke: var(--soft); }
            .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
            .l1 { stroke: var(--one); } .l2 { stroke: var(--two); } .l3 { stroke: var(--three); }
            .l4 { stroke: var(--four); } .l2.line { stroke-dasharray: 7 3; }
            .l3.line { stroke-dasharray: 2 3; } .l4.line { stroke-dasharray: 9 3 2 3; }
            .bar { fill: var(--one); } rect.band { fill: var(--one); opacity: .25; }
            line.mean { stroke: var(--two); stroke-width: 2.5; } circle.point { fill: var(--one); }
            .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0 0;
              padding: 0; color: var(--soft); font-size: .9rem; }
            .key { display: inline-block; width: 1.1rem; height: .7rem; margin-right: .4rem;
              background: var(--one); } .key.l2, .key.mean { background: var(--two); }
            .key.l3 { background: var(--three); } .key.l4 { background: var(--four); }
            .key.band { opacity: .25; } .key.point { width: .6rem; height: .6rem; border-radius: 50%; }
            .key.mean { height: 3px; vertical-align: middle; }
            .scroll { overflow-x: auto; margin: 1rem 0; }
            table { border-collapse: collapse; width: 100%; font-size: .92rem; }
            caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
            th, td { text-align: left; padding: .3rem .7rem .3rem 0; border-bottom: 1px solid var(--rule);
              vertical-align: top; }
            th { color: var(--soft); font-weight: 600; }
            td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
            tr.broken td { color: var(--bad); font-weight: 600; }
            """;

    private final StringBuilder body = new StringBuilder();
    private final String title;

    /** An empty page. */
    public HtmlPage(String title) {
        this.title = title;
        body.append("<h1>").append(Markup.text(title)).append("</h1>\n");
    }

    /** The first line below the title: whether all is well. */
    public HtmlPage verdict(boolean ok, String text) {
        body.append(
                "<p class=\"verdict %s\">%s %s</p>%n"
                        .formatted(ok ? "ok" : "broken", ok ? "✓" : "✗", Markup.text(text)));
        return this;
    }

    /** A heading and a line that says what follows. */
    public HtmlPage section(String heading, String text) {
        body.append("<h2>%s</h2>%n<p>%s</p>%n".formatted(Markup.text(heading), Markup.text(text)));
        return this;
    }

    /** What {@link Figures}, {@link HtmlTable} or {@link #tiles} made. */
    public HtmlPage add(String markup) {
        body.append(markup);
        return this;
    }

    /** Single figures side by side. */
    public static String tiles(Map<String, String> tiles) {
        StringBuilder html = new StringBuilder("<ul class=\"tiles\">\n");
        tiles.forEach(
                (name, figure) ->
                        html.append(
                                "<li><b>%s</b><span>%s</span></li>%n"
                                        .formatted(Markup.text(figure), Markup.text(name))));
        return html.append("</ul>\n").toString();
    }

    /** The whole document, UTF-8. */
    public String html() {
        return """
        <!DOCTYPE html>
        <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
        <head>
        <meta charset="UTF-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
        <title>\
        """
                + Markup.text(title)
                + "</title>\n<style>\n"
                + STYLE
                + "</style>\n</head>\n<body>\n<main>\n"
                + body
                + "</main>\n</body>\n</html>\n";
    }
}
