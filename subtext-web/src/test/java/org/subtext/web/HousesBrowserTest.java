package org.subtext.web;

import static com.codeborne.selenide.Condition.focused;
import static com.codeborne.selenide.Condition.text;
import static com.codeborne.selenide.Condition.visible;
import static com.codeborne.selenide.Selenide.$;
import static com.codeborne.selenide.Selenide.actions;
import static com.codeborne.selenide.Selenide.executeJavaScript;
import static com.codeborne.selenide.Selenide.open;
import static org.assertj.core.api.Assertions.assertThat;

import com.codeborne.selenide.Selenide;
import com.codeborne.selenide.WebDriverRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chromium.ChromiumDriver;
import org.openqa.selenium.logging.LogType;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.web.silos.CoordinatorPages;
import org.subtext.web.silos.SitePages;

/** From the list of plans to the command that says yes, by keys alone; skipped where there is no browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HousesBrowserTest {
    private ExampleHouses houses;
    private OfferedPlan plan;
    private Explorer site;
    private Explorer centre;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        TestBrowser.configure();
        houses = new ExampleHouses(folder);
        OfferedPlan first = houses.offered("first-audit", "Do scores tell?");
        houses.looked(first, houses.rows(1));
        first.approve(1, houses.north(), houses.north().post());
        plan = houses.offered("second-audit", "Do scores of chest films tell more?");
        houses.looked(plan, houses.rows(1));
        Path at = houses.folderAtCentre(plan);
        Files.writeString(
                at.resolve("consents.txt"),
                "2026-12-01T08:00:00Z north 7 \n2026-12-01T09:30:00Z south 0 " + ExampleHouses.SCRIPT + "\n");
        Files.writeString(at.resolve("result.txt"), "ACROSS 3 SITES\n" + ExampleHouses.SCRIPT + "\n");
        site = Explorer.ofHouse(new SitePages(houses.north(), ExampleHouses.commands()), 0);
        centre = Explorer.ofHouse(new CoordinatorPages(houses.centre, Map.of()), 0);
        visit(site);
        WebDriverRunner.getWebDriver().manage().timeouts().scriptTimeout(Duration.ofMinutes(2)); // axe
        visit(centre);
    }

    @AfterAll
    void end() {
        if (centre != null) {
            Selenide.closeWebDriver();
            site.close();
            centre.close();
        }
    }

    /** Policies violated, scripts that fail. */
    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(TestBrowser.complaints()).isEmpty();
    }

    private static void visit(Explorer explorer) {
        TestBrowser.visit(explorer.port());
        open(explorer.link());
        $("h1").shouldHave(text("Plans"));
    }

    private static void press(CharSequence... keys) {
        actions().sendKeys(keys).perform();
    }

    private List<String> sitePages() {
        String address = "/plans/" + plan.hash().abbreviated();
        return List.of("/", address, address + "/outputs/1", "/plans/nothing");
    }

    private List<String> centrePages() {
        return List.of("/", "/plans/" + plan.hash().abbreviated());
    }

    private static void look(String page) throws IOException {
        open(page);
        $("h1").as(page).shouldBe(visible);
        assertThat(TestBrowser.violations()).as(page).isEmpty();
        assertThat(TestBrowser.smallTargets()).as(page).isEmpty();
        assertThat(Selenide.title()).as(page).doesNotContain("taken").endsWith("Subtext explorer");
        assertThat((Boolean) executeJavaScript("return document.querySelector('img, main script') === null"))
                .as(page)
                .isTrue();
        ChromiumDriver driver = (ChromiumDriver) WebDriverRunner.getWebDriver();
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 320, "height", 640, "deviceScaleFactor", 1, "mobile", false));
        Long width = executeJavaScript("return document.documentElement.scrollWidth");
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        assertThat(width).as(page + " on 320 pixels").isLessThanOrEqualTo(320);
    }

    @Test
    void everyPageIsAccessibleAndNarrowAndRunsNoScriptOfAPlan() throws IOException {
        TestBrowser.visit(site.port());
        for (String page : sitePages().subList(0, 3)) {
            look(page);
        }
        TestBrowser.visit(centre.port());
        for (String page : centrePages()) {
            look(page);
        }
    }

    @Test
    void keysAloneLeadFromTheListToTheNumbersAndTheCommandAndBack() {
        TestBrowser.visit(site.port());
        open("/");
        press("j");
        $("a.item[href='/plans/" + plan.hash().abbreviated() + "']").shouldBe(focused);
        press(Keys.ENTER);
        $("h1").shouldHave(text("Plan second-audit"));
        press("j");
        $("#table-1").shouldBe(focused);
        press("?");
        $("#help").shouldBe(visible);
        press(Keys.ESCAPE);
        for (int i = 0; i < 30 && !$("a.item[href$='/outputs/1']").is(focused); i++) {
            press("j");
        }
        press(Keys.ENTER);
        $("h1").shouldHave(text("Numbers of groups"));
        $("#table-1").shouldHave(text("sites that withhold the group"));
        for (int i = 0;
                i < 20
                        && !$("nav a[href='/plans/" + plan.hash().abbreviated() + "']")
                                .is(focused);
                i++) {
            press(Keys.TAB);
        }
        press(Keys.ENTER);
        $("#decision").shouldBe(visible).shouldHave(text("Yes or no"));
        $("main").shouldHave(text("approve " + plan.hash().abbreviated() + " for 3"));
        assertThat((Long) executeJavaScript(
                        "return document.querySelectorAll('main form, main button, main input').length"))
                .isZero();
        press(Keys.ESCAPE);
        $("h1").shouldHave(text("Plans offered to north"));
    }

    @Test
    void aPageSaysThatThePagesHaveEnded() {
        try (Explorer ending = Explorer.ofHouse(new SitePages(houses.north(), ExampleHouses.commands()), 0)) {
            visit(ending);
        }
        $("#server").shouldBe(visible).shouldHave(text("What was said to a plan is kept"));
        open("about:blank");
        WebDriverRunner.getWebDriver().manage().logs().get(LogType.BROWSER); // it says that there was no answer
    }
}
