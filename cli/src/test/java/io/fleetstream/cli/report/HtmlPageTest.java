package io.fleetstream.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page is XML, says nothing that names of devices want it to do, and needs nobody else. */
class HtmlPageTest {
    private static final String HOSTILE =
            "</title><script>alert('1')</script>\"&amp;<!--]]>\u0000\u0007\u202e\ud800";
    private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void isWellFormedAndNeedsNothingElse() throws Exception {
        String html = page("d1");
        Document document = parse(html);

        assertThat(count(document, "svg")).isEqualTo(3);
        assertThat(count(document, "table")).isEqualTo(1);
        assertThat(Stream.of("script", "link", "img", "iframe", "object", "use", "a", "base"))
                .allSatisfy(tag -> assertThat(count(document, tag)).isZero());
        assertThat(attributes(document, "href", "src", "xlink:href", "action", "onload")).isEmpty();
        assertThat(html.replace("http://www.w3.org/", ""))
                .doesNotContain("http:", "https:", "url(", "@import");
    }

    @Test
    void canBeReadByThoseWhoDoNotSee() throws Exception {
        Document document = parse(page("d1"));

        assertThat(document.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        for (Element svg : elements(document, "svg")) {
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            for (String id : svg.getAttribute("aria-labelledby").split(" ", -1)) {
                assertThat(elements(svg.getElementsByTagName("*")))
                        .filteredOn(element -> element.getAttribute("id").equals(id))
                        .singleElement()
                        .satisfies(named -> assertThat(named.getTextContent()).isNotBlank());
            }
        }
        assertThat(elements(document, "th"))
                .allSatisfy(cell -> assertThat(cell.getAttribute("scope")).isEqualTo("col"));
        assertThat(count(document, "caption")).isEqualTo(1);
        assertThat(page("d1")).contains("prefers-color-scheme: dark", "(Cel)", "time (UTC)");
    }

    @Test
    void showsHostileNamesAsText() throws Exception {
        Document document = parse(page(HOSTILE));

        assertThat(count(document, "script")).isZero();
        assertThat(elements(document, "td"))
                .anySatisfy(
                        cell ->
                                assertThat(cell.getTextContent())
                                        .contains("</title><script>alert('1')</script>\"&amp;"));
    }

    @Test
    void saysWhenThereIsNothingToDraw() throws Exception {
        DeviceSeries nothing = new DeviceSeries("no device", "", "", List.of(), List.of(), "none");
        String html =
                new HtmlPage("t")
                        .add(Figures.band("a", nothing))
                        .add(Figures.lines("b", "rates", "per second", Map.of()))
                        .add(Figures.bars("c", "reasons", "messages", Map.of()))
                        .html();

        assertThat(count(parse(html), "svg")).isZero();
        assertThat(html).contains("None.");
    }

    @Test
    void drawsValuesThatAreAllTheSame() throws Exception {
        List<Point> constant = List.of(new Point(START, 0), new Point(START, 0));
        DeviceSeries series = new DeviceSeries("d1", "m", "", constant, List.of(), "none");

        assertThat(Figures.band("a", series)).doesNotContain("NaN", "Infinity");
        assertThat(Figures.lines("a", "t", "u", Map.of("m", constant)))
                .doesNotContain("NaN", "Infinity");
    }

    static DeviceSeries series(String device) {
        List<Point> points =
                IntStream.range(0, 40)
                        .mapToObj(i -> new Point(START.plusSeconds(i), 21 + 3 * Math.sin(i / 6.0)))
                        .toList();
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            List<Point> inside = points.subList(10 * i, 10 * i + 10);
            double[] values = inside.stream().mapToDouble(Point::value).sorted().toArray();
            windows.add(
                    new Window(
                            START.plusSeconds(10L * i),
                            START.plusSeconds(10L * i + 10),
                            values[0],
                            Arrays.stream(values).average().orElseThrow(),
                            values[values.length - 1]));
        }
        return new DeviceSeries(
                device, "temperature", "Cel", points, windows, "job aggregate, 10s");
    }

    private static String page(String name) {
        Map<String, Double> bars = new LinkedHashMap<>();
        bars.put(name, 12.0);
        bars.put("acme/roof", 7.5);
        return new HtmlPage("Fleetstream " + name)
                .verdict(true, "All is well: " + name)
                .add(HtmlPage.tiles(Map.of(name, "1")))
                .section("One device", name)
                .add(Figures.band("band", series(name)))
                .add(
                        Figures.lines(
                                "rate",
                                "Rates " + name,
                                "per second",
                                Map.of(name, series("d").points())))
                .add(Figures.bars("bars", "By site", "values", bars))
                .add(HtmlTable.of(name, List.of("device"), List.of(List.of(name))))
                .html();
    }

    private static Document parse(String html) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static int count(Document document, String tag) {
        return document.getElementsByTagName(tag).getLength();
    }

    private static List<String> attributes(Document document, String... names) {
        return elements(document, "*").stream()
                .flatMap(element -> Stream.of(names).filter(element::hasAttribute))
                .toList();
    }

    private static List<Element> elements(Document document, String tag) {
        return elements(document.getElementsByTagName(tag));
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }
}
