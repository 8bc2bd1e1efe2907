package org.subtext.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.recognition.ModelCard;
import org.subtext.statistics.Estimate;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
    static List<ReportContent> reports() {
        return List.of(
                ReportFixtures.binaryAudit(),
                ReportFixtures.scoresOfThreeClasses(),
                ReportFixtures.bareScores(),
                ReportFixtures.routesOfTwoClasses(),
                ReportFixtures.routesOfThreeClasses());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void isWellFormedXml(ReportContent content) throws Exception {
        assertThat(parsed(content).getDocumentElement().getTagName()).isEqualTo("html");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void asksForNothingOutsideItself(ReportContent content) throws Exception {
        for (Element element : elements(content)) {
            for (String attribute : List.of("src", "href", "xlink:href", "data", "action", "srcset")) {
                String value = element.getAttribute(attribute);
                assertThat(value.isEmpty() || value.startsWith("#") || value.startsWith("data:"))
                        .as("%s=%s", attribute, value)
                        .isTrue();
            }
            assertThat(element.getTagName()).isNotIn("script", "iframe", "object", "link");
        }
        assertThat(HtmlReport.render(content))
                .contains("default-src 'none'")
                .doesNotContain("url(")
                .doesNotContain("@import");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everyLinkHasItsTargetAndEveryFigureASpokenTitle(ReportContent content) throws Exception {
        List<String> ids =
                elements(content).stream().map(e -> e.getAttribute("id")).toList();
        for (Element element : elements(content)) {
            if (element.getTagName().equals("a")) {
                assertThat(ids).contains(element.getAttribute("href").substring(1));
            }
            if (element.getTagName().equals("svg")) {
                assertThat(element.getAttribute("aria-label")).isNotBlank();
            }
            if (element.getTagName().equals("img")) {
                assertThat(element.getAttribute("alt")).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void saysWhatNobodyMayDoWithIt(ReportContent content) throws Exception {
        assertThat(parsed(content).getDocumentElement().getTextContent()).contains(ModelCard.MUST_NOT);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void keepsToOurWords(ReportContent content) {
        assertThat(HtmlReport.render(content).toLowerCase(Locale.ROOT))
                .doesNotContain("true race")
                .doesNotContain("unbiased")
                .doesNotContain("debias")
                .doesNotContainPattern("\\b(nan|null)\\b");
    }

    @Test
    void sameContentGivesSameBytesInEveryLocale() {
        String once = HtmlReport.render(ReportFixtures.binaryAudit());
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(HtmlReport.render(ReportFixtures.binaryAudit())).isEqualTo(once);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void namesFromTheTableCannotBecomeMarkup() {
        assertThat(HtmlReport.render(ReportFixtures.scoresOfThreeClasses()))
                .doesNotContain("<other>")
                .contains("&lt;other&gt;");
    }

    @Test
    void undefinedEstimatesSayWhy() throws Exception {
        assertThat(parsed(ReportFixtures.scoresOfThreeClasses())
                        .getDocumentElement()
                        .getTextContent())
                .contains("Withheld, since a class is small.")
                .contains("hidden, fewer than 11 patients")
                .doesNotContain("6 positive patients");
    }

    @Test
    void aSmallClassIsHiddenEverywhere() throws Exception {
        for (Element row : elements(ReportFixtures.scoresOfThreeClasses())) {
            if (row.getTagName().equals("tr") && row.getTextContent().startsWith("Asian")) {
                NodeList cells = row.getElementsByTagName("td");
                for (int i = 0; i < cells.getLength(); i++) {
                    assertThat(cells.item(i).getTextContent()).isNotEqualTo("6");
                }
            }
        }
    }

    /** Three times the mean less the two that are shown would be the hidden one. */
    @Test
    void aHiddenAucDoesNotFollowFromTheMean() {
        Assessment told = told(ReportFixtures.scoresOfThreeClasses());
        int smallClasses = 0;
        for (ExperimentAssessment experiment : told.experiments()) {
            List<Estimate> aucs = experiment.levels().get(0).classes().stream()
                    .map(ClassAssessment::auc)
                    .toList();
            long hidden = aucs.stream().filter(auc -> !auc.isDefined()).count();
            smallClasses += hidden > 0 ? 1 : 0;
            assertThat(hidden).isNotEqualTo(1);
        }
        assertThat(smallClasses).isPositive();
    }

    @Test
    void aSmallClassHasNoEstimatesEither() {
        Assessment shareable = told(ReportFixtures.scoresOfThreeClasses());

        assertThat(shareable
                        .experiments()
                        .get(1)
                        .levels()
                        .get(0)
                        .classes()
                        .get(0)
                        .auc()
                        .isDefined())
                .isFalse();
        assertThat(shareable
                        .experiments()
                        .get(2)
                        .levels()
                        .get(0)
                        .classes()
                        .get(0)
                        .auc()
                        .isDefined())
                .isTrue();
    }

    @Test
    void aSmallExclusionHidesTheStartOfTheFlow() {
        String html = HtmlReport.render(ReportFixtures.bareScores());

        assertThat(html).doesNotContain("43 patients").doesNotContain("3 images, 3 patients");
    }

    @Test
    void examplesAreLeftOutUnlessGiven() {
        assertThat(HtmlReport.render(ReportFixtures.bareScores())).doesNotContain("<img");
        assertThat(HtmlReport.render(ReportFixtures.binaryAudit())).contains("<img");
    }

    @Test
    void methodsSpellOutEveryDefault() throws Exception {
        assertThat(parsed(ReportFixtures.binaryAudit()).getDocumentElement().getTextContent())
                .contains("64 × 64 pixels")
                .contains("AdamW with learning rate 0.002")
                .contains("2,000 replicates")
                .contains("margin of ±0.1")
                .contains("weight decay 0.05")
                .contains("moving average of the weights with decay 0.99")
                .contains("seed of the statistics was 20261123");
    }

    private static Assessment told(ReportContent content) {
        return Told.of(content, Audience.ANYBODY).content().assessment();
    }

    private static List<Element> elements(ReportContent content) throws Exception {
        NodeList all = parsed(content).getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            elements.add((Element) all.item(i));
        }
        return elements;
    }

    private static Document parsed(ReportContent content) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(HtmlReport.render(content))));
    }
}
