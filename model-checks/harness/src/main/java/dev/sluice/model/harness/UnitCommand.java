// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.sluice.model.explore.SourceNames;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.reporting.legacy.xml.LegacyXmlReportGeneratingListener;

/**
 * Runs unit tests of the kernel on whatever kernel is first on the class path, and says which
 * failed, by {@link Exit} too. To be run in the kernel's folder.
 */
public final class UnitCommand {

  /** The system property that names the folder for JUnit's XML, if that is wanted. */
  public static final String REPORTS = "sluice.reports";

  private UnitCommand() {}

  /**
   * Runs them.
   *
   * @param arguments {@code --all}, the folder of the tests' classes, a pattern of what is left out
   *     and tags of what is left out, or names of classes of tests, each with {@code #} and a
   *     method behind it if that alone is to run
   */
  public static void main(String[] arguments) {
    Exit.with(() -> run(List.of(arguments)));
  }

  /**
   * The arguments for all tests of the kernel.
   *
   * @param leftOut a pattern for the names of classes; empty for none
   * @throws IllegalStateException if they are not on the class path
   */
  public static List<String> all(String leftOut) {
    try {
      Class<?> one =
          Class.forName("dev.sluice.sync.SlotTest", false, UnitCommand.class.getClassLoader());
      URI root = one.getProtectionDomain().getCodeSource().getLocation().toURI();
      return List.of("--all", Path.of(root).toString(), leftOut);
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException("the kernel's tests are not on the class path", e);
    }
  }

  /** The arguments for all tests of the kernel apart from those that are tagged with a layer. */
  static List<String> ofNoOtherLayer() {
    List<String> arguments = new ArrayList<>(all(""));
    Arrays.stream(Layer.values()).map(Layer::toString).forEach(arguments::add);
    return arguments;
  }

  /** Returns the names of those classes, in order. */
  public static List<String> classes() {
    SortedSet<String> classes = new TreeSet<>();
    TestPlan plan = LauncherFactory.create().discover(request(ofNoOtherLayer()));
    for (TestIdentifier root : plan.getRoots()) {
      for (TestIdentifier test : plan.getDescendants(root)) {
        test.getSource()
            .filter(ClassSource.class::isInstance)
            .map(source -> ((ClassSource) source).getClassName())
            .ifPresent(classes::add);
      }
    }
    return List.copyOf(classes);
  }

  private static LauncherDiscoveryRequest request(List<String> arguments) {
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    if (arguments.get(0).equals("--all")) {
      request
          .selectors(selectClasspathRoots(Set.of(Path.of(arguments.get(1)))))
          .filters(
              ClassNameFilter.includeClassNamePatterns(".*Test"),
              ClassNameFilter.excludeClassNamePatterns(arguments.get(2)));
      if (arguments.size() > 3) {
        request.filters(TagFilter.excludeTags(arguments.subList(3, arguments.size())));
      }
      return request.build();
    }
    for (String name : arguments) {
      request.selectors(name.contains("#") ? selectMethod(name) : selectClass(name));
    }
    return request.build();
  }

  private static Exit run(List<String> arguments) {
    Counting counting = new Counting();
    Launcher launcher = LauncherFactory.create();
    String reports = System.getProperty(REPORTS);
    if (reports != null) {
      launcher.registerTestExecutionListeners(
          new LegacyXmlReportGeneratingListener(
              Path.of(reports), new PrintWriter(System.out, true)));
    }
    launcher.execute(request(arguments), counting);
    System.out.println(
        "ran "
            + counting.ran
            + " tests, "
            + counting.failed
            + " failed, "
            + counting.skipped
            + " skipped");
    if (counting.broken.get()) {
      return Exit.BROKEN;
    }
    if (counting.failed.get() > 0) {
      return Exit.WRONG;
    }
    return counting.ran.get() == 0 ? Exit.BAD_INPUT : Exit.WELL;
  }

  /** Tests may run side by side. */
  private static final class Counting implements TestExecutionListener {
    private final AtomicInteger ran = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();

    /** Something other than a test failed: an engine, or what a class does before its tests. */
    private final AtomicBoolean broken = new AtomicBoolean();

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      skipped.incrementAndGet();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (result.getStatus() == TestExecutionResult.Status.ABORTED) { // an assumption does not hold
        skipped.incrementAndGet();
        return;
      }
      ran.addAndGet(test.isTest() ? 1 : 0);
      if (test.isTest() && result.getThrowable().isEmpty()) {
        System.out.println("passed " + name(test));
      }
      result
          .getThrowable()
          .ifPresent(
              thrown -> {
                failed.incrementAndGet();
                broken.compareAndSet(false, !test.isTest());
                System.out.println(
                    "FAILED " + name(test) + ": " + SourceNames.in(thrown.toString()));
                System.out.println("in " + test.getDisplayName());
                System.out.print(SourceNames.trace(thrown));
              });
    }

    private static String name(TestIdentifier test) {
      return test.getSource()
          .map(
              source ->
                  source instanceof MethodSource method
                      ? simple(method.getClassName()) + "." + method.getMethodName()
                      : source instanceof ClassSource type
                          ? simple(type.getClassName())
                          : test.getDisplayName())
          .orElse(test.getDisplayName());
    }

    private static String simple(String name) {
      return name.substring(name.lastIndexOf('.') + 1);
    }
  }
}
