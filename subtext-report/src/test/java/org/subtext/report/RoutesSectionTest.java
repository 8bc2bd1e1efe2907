package org.subtext.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.subtext.report.charts.ModeMark;
import org.subtext.routes.contract.Picture;
import org.subtext.routes.contract.RouteFindings;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.SettingResult;

class RoutesSectionTest {
    private static final String PLANTED = HtmlReport.render(ReportFixtures.routesOfTwoClasses());
    private static final String NOTHING = HtmlReport.render(ReportFixtures.routesOfThreeClasses());

    /** Non-breaking blanks and hyphens read like others. */
    private static String read(String html) {
        return html.replace('\u00a0', ' ').replace('\u2011', '-');
    }

    @Test
    void theAnswerStandsFirst() {
        String section = PLANTED.substring(PLANTED.indexOf("<h2 id=\"routes\">"));

        assertThat(section.indexOf("Points at 10 to 25 cycles per image"))
                .isPositive()
                .isLessThan(section.indexOf("<svg"));
    }

    @Test
    void whatPointsAtNothingSaysSo() {
        assertThat(NOTHING).contains("The battery points at nothing").contains("points at no route");
    }

    @Test
    void everySettingStandsInATableWithItsMode() {
        RoutesAssessment routes = routes(ReportFixtures.routesOfTwoClasses());
        String html = read(PLANTED);

        assertThat(routes.settingCount()).isGreaterThan(60);
        for (RouteFindings route : routes.routes()) {
            for (SettingResult one : route.settings()) {
                assertThat(html)
                        .containsPattern("<tr><th scope=\"row\">"
                                + Pattern.quote(one.setting().label())
                                + "</th><td class=\"t\">"
                                + ModeMark.of(one.setting().mode()).words());
            }
        }
    }

    @Test
    void modesAreToldByShapeAndWordNotByColourAlone() {
        List<String> drawings = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL)
                .matcher(PLANTED.substring(PLANTED.indexOf("<h2 id=\"routes\">")))
                .results()
                .map(found -> found.group())
                .filter(drawing -> drawing.contains("newly trained"))
                .toList();

        assertThat(drawings)
                .isNotEmpty()
                .allSatisfy(drawing -> assertThat(drawing)
                        .contains("<circle")
                        .contains("<polygon")
                        .contains("tested under"));
    }

    @Test
    void classesHaveATableWhereThereAreMoreThanTwo() {
        assertThat(NOTHING).contains("by class: AUC of each class against the rest");
        assertThat(PLANTED).doesNotContain("by class: AUC of each class against the rest");
    }

    @Test
    void whatWasNotRunStandsWithReasonAndMend() {
        assertThat(PLANTED)
                .contains("The plan names no folder of masks.")
                .contains("Give masks: lung: FOLDER in the plan");
    }

    @Test
    void aSmallGroupAndTheCountsBesideItAreHidden() {
        String html = read(NOTHING);

        assertThat(html)
                .containsPattern("scanner = C</th><td class=\"t\">stored scores</td><td class=\"n\">hidden</td>"
                        + "<td class=\"n\">hidden</td>");
        assertThat(html)
                .containsPattern("scanner = A</th><td class=\"t\">stored scores</td><td class=\"n\">hidden</td>"
                        + "<td class=\"n\">0\\.");
        assertThat(html).doesNotContain(">276<");
    }

    @Test
    void picturesThatShowPatientsNeedAPlanThatAsksForExamples() {
        RoutesAssessment routes = routes(ReportFixtures.routesOfTwoClasses());

        assertThat(pictures(RoutesDisclosure.told(routes, 11, false, Set.of())))
                .extracting(Picture::caption)
                .containsExactly("Mean map of each class, after alignment");
        assertThat(pictures(RoutesDisclosure.told(routes, 11, true, Set.of()))).hasSize(2);
    }

    private static List<Picture> pictures(RoutesAssessment routes) {
        return routes.routes().stream()
                .flatMap(route -> route.pictures().stream())
                .toList();
    }

    private static RoutesAssessment routes(ReportContent content) {
        RoutesAssessment routes = content.routes();
        if (routes == null) {
            throw new AssertionError("the fixture has routes");
        }
        return routes;
    }

    @Test
    void withoutRoutesThereIsNoSection() {
        assertThat(HtmlReport.render(ReportFixtures.binaryAudit())).doesNotContain("id=\"routes\"");
    }
}
