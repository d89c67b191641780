import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Judges PDF files by a veraPDF profile: {@code java -cp JAR VeraCheck.java PDFUA-1 a.pdf b.pdf}; exit 0 when all
 * comply. The jar holds the engine and the profiles but nothing that binds their XML, so that is read here.
 */
public class VeraCheck {
    private static final int SHOWN_FAILURES = 5;

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = profile(arguments[0]);
        boolean compliant = true;
        for (String path : Arrays.asList(arguments).subList(1, arguments.length)) {
            compliant &= judge(profile, path);
        }
        System.exit(compliant ? 0 : 1);
    }

    private static boolean judge(ValidationProfile profile, String path) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), profile.getPDFAFlavour());
             PDFAValidator validator =
                 Foundries.defaultInstance().createValidator(profile, SHOWN_FAILURES, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.printf("%s %s %s%n", result.isCompliant() ? "PASS" : "FAIL", profile.getPDFAFlavour(), path);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    RuleId rule = assertion.getRuleId();
                    System.out.printf("  %s-%d %s | %s%n", rule.getClause(), rule.getTestNumber(),
                        assertion.getMessage(), assertion.getLocation().getContext());
                }
            }
            return result.isCompliant();
        } catch (Exception error) {
            System.out.printf("FAIL %s %s%n", path, error);
            return false;
        }
    }

    private static ValidationProfile profile(String name) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        String place = "org/verapdf/pdfa/validation/" + name + ".xml";
        Element root;
        try (InputStream stream = VeraCheck.class.getClassLoader().getResourceAsStream(place)) {
            root = factory.newDocumentBuilder().parse(stream).getDocumentElement();
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element element : children(child(root, "rules"), "rule")) {
            rules.add(rule(element));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element element : children(child(root, "variables"), "variable")) {
            variables.add(Profiles.variableFromValues(element.getAttribute("name"), element.getAttribute("object"),
                text(element, "defaultValue"), text(element, "value")));
        }
        return Profiles.profileFromValues(PDFAFlavour.valueOf(root.getAttribute("flavour")),
            Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)), "", rules, variables);
    }

    private static Rule rule(Element element) {
        Element id = child(element, "id");
        Element error = child(element, "error");
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : children(child(error, "arguments"), "argument")) {
            String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name, null));
        }
        PDFAFlavour.Specification specification =
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification"));
        int number = Integer.parseInt(id.getAttribute("testNumber"));
        Boolean deferred =
            element.hasAttribute("deferred") ? Boolean.valueOf(element.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(
            Profiles.ruleIdFromValues(specification, id.getAttribute("clause"), number),
            element.getAttribute("object"), deferred, element.getAttribute("tags"), text(element, "description"),
            text(element, "test"), Profiles.errorFromValues(text(error, "message"), arguments), new ArrayList<>());
    }

    private static String text(Element parent, String name) {
        Element found = child(parent, name);
        return found == null ? "" : found.getTextContent();
    }

    private static Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.get(0);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent == null ? null : parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element && name.equals(node.getLocalName())) {
                found.add((Element) node);
            }
        }
        return found;
    }
}
