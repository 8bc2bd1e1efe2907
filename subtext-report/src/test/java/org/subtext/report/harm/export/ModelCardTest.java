package org.subtext.report.harm.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.subtext.report.harm.CountedHarm;
import org.subtext.report.harm.HarmContent;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class ModelCardTest {
    private static final Path SCHEMA = Path.of("../../shared/spec/chai/schema.xsd");

    /** In the place of what the schema imports from the network: cards have no signature. */
    private static final String SIGNATURE = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\""
            + " targetNamespace=\"http://www.w3.org/2000/09/xmldsig#\"><xs:element name=\"Signature\"/></xs:schema>";

    private static final int[] LARGE = {80, 20, 40, 160};

    private static Document parsed(String xml) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Document card, String name) {
        NodeList found = card.getElementsByTagNameNS("*", name);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(((Element) found.item(i)).getTextContent());
        }
        return texts;
    }

    /** The schema of version v0.2 as its owners publish it; skipped where it is not on this machine. */
    @Test
    void cardsAreValidByTheirSchema() throws SAXException, IOException {
        Assumptions.assumeTrue(Files.exists(SCHEMA), SCHEMA + " is not on this machine");
        String whole = Files.readString(SCHEMA).replaceAll("schemaLocation=\"[^\"]*\"", "");
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        Source[] sources = {new StreamSource(new StringReader(SIGNATURE)), new StreamSource(new StringReader(whole))};
        var validator = factory.newSchema(sources).newValidator();
        for (HarmContent content : List.of(
                CountedHarm.content(new int[] {30, 30, 15, 45}, LARGE, new int[] {45, 15, 20, 40}),
                CountedHarm.content(new int[] {2, 1, 1, 3}, LARGE, new int[] {45, 15, 20, 40}),
                CountedHarm.content(new int[] {0, 0, 1, 3}, LARGE, new int[] {0, 0, 20, 40}),
                CountedHarm.withoutGroups())) {
            validator.validate(new StreamSource(new StringReader(ModelCard.xml(content))));
        }
    }

    @Test
    void whatARunCannotKnowIsSaidNotToBeProvided() throws Exception {
        Document card = parsed(
                ModelCard.xml(CountedHarm.content(new int[] {30, 30, 15, 45}, LARGE, new int[] {45, 15, 20, 40})));

        for (String name : List.of(
                "ModelName",
                "ModelDeveloper",
                "DeveloperContact",
                "ReleaseVersion",
                "IntendedUseAndWorkflow",
                "ClinicalRiskLevel",
                "DevelopmentDataCharacterization",
                "FundingSource",
                "PatientConsentOrDisclosure")) {
            assertThat(texts(card, name)).as(name).containsExactly("not provided");
        }
        assertThat(texts(card, "KnownBiasesOrEthicalConsiderations").get(0))
                .startsWith("Harm shown. Recorded group few is served worse than large");
        assertThat(texts(card, "Label"))
                .contains("AUC of nodule, few", "true positive rate of nodule, middle less large");
        assertThat(texts(card, "ValueJson"))
                .anyMatch(value -> value.startsWith("{\"told\": \"exact\", \"value\": -0.050, \"lower\": -"))
                .allMatch(value -> value.startsWith("{") && value.endsWith("}"));
        assertThat(texts(card, "TestingDataDescription").get(0)).contains("middle: 120 images of 120 patients");
    }

    @Test
    void aCardWithoutGroupsSpeaksOfNumbersAlone() throws Exception {
        String xml = ModelCard.xml(CountedHarm.withoutGroups());
        Document card = parsed(xml);

        assertThat(texts(card, "Summary").get(0))
                .contains("assessed along recorded age, all patients together, from a table");
        assertThat(texts(card, "MetricGoal")).first().isEqualTo("AUC of all patients.");
        assertThat(texts(card, "TestingDataDescription").get(0)).startsWith("All patients: 300 images");
        assertThat(texts(card, "Label"))
                .contains(
                        "true positive rate of nodule at age 40",
                        "true positive rate of nodule at age 70 less 40",
                        "true positive rate of nodule, log odds in 10 of age");
        assertThat(texts(card, "ValueJson"))
                .anyMatch(value -> value.contains("for all differences together"))
                .allMatch(value -> value.startsWith("{\"told\": \"") && value.endsWith("}"));
        assertThat(xml).doesNotContain("against all patients").doesNotContain("ach group");
    }

    @Test
    void aSmallCountIsToldNowhereInACard() {
        List<String> told = new ArrayList<>();
        for (int missed = 2; missed <= 10; missed += 4) {
            HarmContent content =
                    CountedHarm.content(new int[] {30, 30, 15, 45}, LARGE, new int[] {60 - missed, missed, 20, 40});
            told.add(ModelCard.xml(content)
                    .lines()
                    .filter(line -> line.contains("ValueJson") || line.contains("TestingData"))
                    .map(line -> line.replaceAll("\"verdict\": \"\\w+\"", ""))
                    .toList()
                    .toString());
        }

        assertThat(told.get(0)).contains("\"at_least\": 0.833");
        // p-values are of the whole family
        assertThat(told.stream()
                        .map(lines -> lines.replaceAll("\"adjusted_p\": [0-9.]+", ""))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void lettersThatXmlCannotHoldAreReplaced() throws Exception {
        Document card = parsed(org.subtext.report.harm.export.Element.of("Card", "a < b & c > d \u0001 \uD800 \u00E9")
                .document("urn:card"));

        assertThat(card.getDocumentElement().getTextContent()).isEqualTo("a < b & c > d \uFFFD \uFFFD \u00E9");
        assertThat(card.getDocumentElement().getNamespaceURI()).isEqualTo("urn:card");
    }
}
