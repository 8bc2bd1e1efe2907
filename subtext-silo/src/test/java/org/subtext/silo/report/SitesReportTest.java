package org.subtext.silo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.silo.report.SitesContent.Left;
import org.subtext.silo.report.SitesContent.PooledRows;
import org.subtext.silo.sums.Hospitals;
import org.subtext.silo.sums.Hospitals.Rows;
import org.subtext.silo.sums.Hospitals.Site;
import org.subtext.silo.sums.Operation;
import org.subtext.silo.sums.Operations;
import org.subtext.silo.sums.SummedAudit;
import org.subtext.silo.sums.Terms;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.sites.AucBounds;
import org.subtext.testing.Seeds;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SitesReportTest {
    private static SitesContent content(Terms terms, List<Site> sites, SplittableRandom random) {
        List<Rows> rows = Hospitals.rows(sites, random);
        return content(terms, sites, rows, random);
    }

    private static SitesContent content(Terms terms, List<Site> sites, List<Rows> rows, SplittableRandom random) {
        SummedAudit audit = Hospitals.audit(terms, sites, rows, random);
        List<Left> left = new ArrayList<>();
        for (Site site : sites) {
            for (Operation operation : Operations.installed()) {
                if (operation.layout(terms).size() > 0) {
                    left.add(Left.of(site.name(), operation.name(), terms));
                }
            }
        }
        return new SitesContent(
                "Does the finding reader tell ill from well at every site?",
                "University of Three Rivers",
                "8f9eb1701eac5cce78fdd5d91ceaf7aee6f11cebf038b0ea1ee80332451a71ab",
                "0.1.0",
                sites.stream().map(Site::name).toList(),
                audit,
                left,
                Optional.of(new PooledRows(new Estimate.Point(0.8), new Estimate.Point(0.79), 10, 20)));
    }

    @Test
    void thePageSaysTheThreeReadingsAndWhatLeftEachHouse() {
        SitesContent content = content(Hospitals.TERMS, Hospitals.five(), new SplittableRandom(1));
        String page = SitesPage.render(content);
        assertThat(page)
                .contains("Within sites")
                .contains("Random effects")
                .contains("for certain")
                .contains("amber")
                .contains("What left each house")
                .contains("masked")
                .contains("A mean of the sites' AUCs is not given")
                .doesNotContain("amber-1")
                .doesNotContain(".dcm");
        assertThat(SitesPage.render(content)).isEqualTo(page);
    }

    @Test
    void theBlockFitsItsColumns() {
        SitesContent content = content(Hospitals.TERMS, Hospitals.five(), new SplittableRandom(2));
        String block = SitesSummary.of(content, "sites/report.html");
        assertThat(block.lines().mapToInt(String::length).max().orElseThrow()).isLessThanOrEqualTo(SitesSummary.WIDTH);
        assertThat(block)
                .startsWith("ACROSS 5 SITES\n")
                .contains("elm alone")
                .contains("within sites")
                .contains("no row")
                .doesNotContainIgnoringCase("mean of");
    }

    @Test
    void everyNumberHasAPointer() {
        SitesContent content = content(Hospitals.TERMS, Hospitals.five(), new SplittableRandom(3));
        JsonNode json = JsonMapper.builder().build().readTree(SitesJson.write(content));
        assertThat(json.at("/everyone/auc/within/value").doubleValue())
                .isEqualTo(content.audit().everyone().auc().within().valueOr(-1));
        assertThat(json.at("/sites/birch/auc/lower").isNumber()).isTrue();
        assertThat(json.at("/groups/B/rates/true_positive/value").isNumber()).isTrue();
        assertThat(json.at("/random_effects/reml/tau_squared/value").isNumber()).isTrue();
        assertThat(json.at("/left_the_house/0/bytes").longValue()).isPositive();
    }

    @Test
    void ofThreeSitesHeterogeneityIsNotTold() {
        SitesContent content = content(Hospitals.TERMS, Hospitals.five().subList(0, 3), new SplittableRandom(4));
        assertThat(SitesSummary.of(content, "x")).contains("f 3 sites it cannot be told how much sites differ");
        assertThat(SitesJson.write(content)).contains("of 3 sites it cannot be told how much sites differ");
    }

    @Test
    void whatIsCertainIsRoundedOutwards() {
        assertThat(SitesSentences.bounds(new AucBounds(0.86028, 0.8607, 0.86141)))
                .isEqualTo("0.8602 and 0.8615");
        assertThat(SitesSentences.bounds(new AucBounds(1, 1, 1))).isEqualTo("1.0000 and 1.0000");
    }

    @Test
    void aSiteThatIsTooSmallIsNamedWithoutNumbers() {
        List<Site> sites = new ArrayList<>(Hospitals.five());
        sites.set(3, sites.get(3).rare(0));
        SitesContent content = content(Terms.of("ill", "well"), sites, new SplittableRandom(5));
        assertThat(SitesPage.render(content)).contains("not told").contains("Acting on scores");
        assertThat(SitesSummary.of(content, "x")).containsPattern("dune alone +not told");
    }

    /** Scores so good that few are called wrongly: no small number of images can be read off or had by subtraction. */
    @Seeds(20)
    void fewCalledImagesAreNotTold(SplittableRandom random) {
        Terms terms = new Terms(
                "ill", List.of("well"), List.of("A", "B"), List.of(), 1024, 0.9 + 0.05 * random.nextDouble(), 11, 0, 1);
        SitesContent content = content(terms, Hospitals.five(), random);
        SitesTold told = new SitesTold(content.audit());
        content.audit()
                .scopes()
                .forEach(scope -> scope.rates().forEach(figure -> {
                    long hits = figure.sums().hits();
                    long others = figure.sums().rows() - hits;
                    if (told.rate(scope, figure.rate()).isPresent()) {
                        assertThat(hits == 0 || hits >= 11).isTrue();
                        assertThat(others == 0 || others >= 11).isTrue();
                    }
                }));
        boolean isOneHidden = content.audit().scopes().stream()
                        .skip(1)
                        .filter(scope ->
                                told.rate(scope, scope.rates().get(0).rate()).isEmpty())
                        .count()
                == 1;
        if (isOneHidden) {
            // beside everyone's and the other group's, one hidden rate would be none
            assertThat(told.rate(
                            content.audit().everyone(),
                            content.audit().everyone().rates().get(0).rate()))
                    .isEmpty();
        }
    }
}
