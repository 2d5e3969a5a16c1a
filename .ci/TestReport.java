import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Sums one run's surefire and failsafe reports into the closing line of {@code ./rejoin test}. Run
 * from source, so that a clean clone needs nothing but its JDK.
 *
 * <p>A run that did not do what it should counts as failed even where no test failed: a build that
 * broke, an interrupt, a test kind that stands in a module's sources and reported nothing, a browser
 * that CI lacks.
 */
public final class TestReport {
  /** By the file name's ending; the first that fits counts, so PAGE stands before UNIT. */
  private enum Kind {
    PAGE("PageTest"),
    UNIT("Test"),
    PROPERTIES("Properties"),
    SCENARIO("Scenario"),
    INTEGRATION("IT");

    final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }

    static Kind of(String className) {
      String outer = className.substring(className.lastIndexOf('.') + 1);
      int nested = outer.indexOf('$');
      String name = nested < 0 ? outer : outer.substring(0, nested);
      for (Kind kind : values()) {
        if (name.endsWith(kind.suffix)) {
          return kind;
        }
      }
      return null;
    }
  }

  /** An error, or a compiler's warning in a source file, which fails the build as well. */
  private static final Pattern ERROR =
      Pattern.compile("^\\[ERROR\\] |^\\[WARNING\\] .*\\.java:\\[");

  private final Path root;
  private final Map<String, Map<Kind, Integer>> ran = new TreeMap<>();
  private final List<String> failed = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private int passed;

  private TestReport(Path root) {
    this.root = root;
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      options.put(args[i], args[i].equals("--interrupted") ? "yes" : args[++i]);
    }
    Path log = Path.of(options.get("--log"));
    TestReport report = new TestReport(Path.of(options.get("--root")));
    report.readReports();
    if (options.containsKey("--interrupted")) {
      report.failed.add("the run was interrupted; what came later did not run");
    } else if (!options.get("--maven-exit").equals("0")) {
      report.failed.add("the build, and what came later did not run: " + firstErrors(log));
    } else {
      report.checkKinds(options.getOrDefault("--no-browser", ""));
    }
    report.print(Integer.parseInt(options.get("--seconds")), log);
    System.exit(report.failed.isEmpty() ? 0 : 1);
  }

  private List<Path> modules() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.filter(dir -> Files.isRegularFile(dir.resolve("pom.xml"))).sorted().toList();
    }
  }

  private void readReports() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setErrorHandler(null);
    for (Path module : modules()) {
      for (String folder : List.of("surefire-reports", "failsafe-reports")) {
        for (Path file : files(module.resolve("target").resolve(folder), "TEST-", ".xml")) {
          readReport(module.getFileName().toString(), file, builder);
        }
      }
    }
  }

  private void readReport(String module, Path file, DocumentBuilder builder) {
    // Not the attribute of the test case: a class with a display name puts that there.
    String className = file.getFileName().toString().replaceAll("^TEST-|\\.xml$", "");
    NodeList cases;
    try {
      cases = builder.parse(file.toFile()).getElementsByTagName("testcase");
    } catch (Exception e) {
      failed.add(root.relativize(file) + ": unreadable report (" + e.getMessage() + ")");
      return;
    }
    for (int i = 0; i < cases.getLength(); i++) {
      Element test = (Element) cases.item(i);
      Kind kind = Kind.of(className);
      if (kind != null) {
        ran.computeIfAbsent(module, m -> new EnumMap<>(Kind.class)).merge(kind, 1, Integer::sum);
      }
      String name = module + " " + className + "." + test.getAttribute("name");
      String failure = message(test, "failure");
      if (failure == null) {
        failure = message(test, "error");
      }
      String skip = message(test, "skipped");
      if (failure != null) {
        failed.add(name + ": " + failure);
      } else if (skip != null) {
        skipped.add(name + ": " + skip);
      } else {
        passed++;
      }
    }
  }

  /** The first line of what stands in the child element, or null where there is none. */
  private static String message(Element test, String tag) {
    NodeList children = test.getElementsByTagName(tag);
    if (children.getLength() == 0) {
      return null;
    }
    Element child = (Element) children.item(0);
    String text = child.getAttribute("message");
    if (text.isBlank()) {
      text = child.getTextContent();
    }
    String line = text.strip().lines().findFirst().orElse("no reason given").strip();
    return line.length() > 300 ? line.substring(0, 300) + "..." : line;
  }

  private void checkKinds(String noBrowser) throws IOException {
    for (Path module : modules()) {
      String name = module.getFileName().toString();
      Map<Kind, List<Path>> sources = testSources(module.resolve("src"));
      for (Map.Entry<Kind, List<Path>> entry : sources.entrySet()) {
        Kind kind = entry.getKey();
        if (ran.getOrDefault(name, Map.of()).getOrDefault(kind, 0) > 0) {
          continue;
        }
        if (kind == Kind.PAGE && noBrowser.equals("skip")) {
          for (Path file : entry.getValue()) {
            skipped.add(root.relativize(file) + ": no Chromium found (set REJOIN_CHROMIUM)");
          }
        } else if (kind == Kind.PAGE && noBrowser.equals("fail")) {
          failed.add(name + ": no Chromium found for *PageTest, and CI=true");
        } else {
          failed.add(name + ": its sources hold *" + kind.suffix + ", and none reported a test");
        }
      }
    }
  }

  private static Map<Kind, List<Path>> testSources(Path src) throws IOException {
    Map<Kind, List<Path>> sources = new EnumMap<>(Kind.class);
    for (String folder : List.of("test", "browser")) {
      for (Path file : files(src.resolve(folder), "", ".java")) {
        Kind kind = Kind.of(file.getFileName().toString().replace(".java", ""));
        if (kind != null) {
          sources.computeIfAbsent(kind, k -> new ArrayList<>()).add(file);
        }
      }
    }
    return sources;
  }

  private static List<Path> files(Path folder, String prefix, String suffix) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .filter(file -> file.getFileName().toString().endsWith(suffix))
          .sorted(Comparator.naturalOrder())
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String firstErrors(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      String text =
          lines
              .filter(line -> ERROR.matcher(line).find() && !line.contains("COMPILATION ERROR"))
              .map(line -> line.substring(line.indexOf("] ") + 2).strip())
              .filter(line -> !line.isEmpty())
              .distinct()
              .limit(8)
              .collect(Collectors.joining("\n    "));
      return text.isEmpty() ? "Maven failed and gave no reason" : text;
    }
  }

  private void print(int seconds, Path log) {
    System.out.println();
    skipped.forEach(line -> System.out.println("skipped: " + line));
    failed.forEach(line -> System.out.println("FAILED: " + line));
    Map<Kind, Integer> byKind = new EnumMap<>(Kind.class);
    ran.values().forEach(m -> m.forEach((kind, n) -> byKind.merge(kind, n, Integer::sum)));
    StringBuilder kinds = new StringBuilder();
    byKind.forEach((kind, n) -> kinds.append(" *").append(kind.suffix).append(' ').append(n));
    System.out.printf(
        "tests by kind:%s; %d min %02d s; log: %s%n", kinds, seconds / 60, seconds % 60, log);
    System.out.printf(
        "%d passed, %d failed, %d skipped%n", passed, failed.size(), skipped.size());
  }
}
