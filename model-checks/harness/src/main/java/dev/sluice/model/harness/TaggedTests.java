// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

/**
 * The classes of tests on the class path. A class whose tags name a layer is a check of that layer.
 * The tags are
 *
 * <pre>
 *   unit, tlc, ...    the layer: the class checks the kernel, and runs on copies of the kernel too
 *   explored          it needs a JVM that can explore schedules
 *   long              it is too long for the tests of a build
 *   large             on a copy of the kernel it runs only at the nightly level
 *   here              on a copy of the kernel it does not run
 *   nightly           it has no test at the quick level
 *   cross             it has no test unless -Dcross asks for some
 *   visits            it fills a column of the matrix, only for this version of the kernel
 *   page              it looks at the page of a build, and runs when the page exists
 *   60s               it takes so long on two processors that do nothing else
 * </pre>
 */
public final class TaggedTests {

  private static final Pattern MODULE =
      Pattern.compile(
          "(?:.*[/\\\\])?(?:sluice-)?([a-z-]+?)(?:-\\d[^/\\\\]*-tests\\.jar|[/\\\\]target[/\\\\]test-classes)");

  private static final Pattern TEST = Pattern.compile("([^$]+(?:Test|IT))\\.class");

  private static final Pattern SECONDS = Pattern.compile("(\\d+)s");

  private static final Set<String> WORDS =
      Set.of("explored", "long", "large", "here", "nightly", "cross", "visits", "page");

  private TaggedTests() {}

  /**
   * A class of tests.
   *
   * @param module the module of the class
   */
  public record Tagged(String name, String module, Set<String> tags) {

    /** Returns the layer that the tags name, if they name one. */
    public Optional<Layer> layer() {
      return tags.stream().map(Layer::of).flatMap(Optional::stream).findFirst();
    }

    private int seconds() {
      return tags.stream()
          .map(SECONDS::matcher)
          .filter(Matcher::matches)
          .mapToInt(tag -> Integer.parseInt(tag.group(1)))
          .findFirst()
          .orElse(Check.SECONDS);
    }
  }

  /** Returns all classes of tests of all modules on the class path, tagged or not. */
  public static List<Tagged> all() {
    List<Tagged> all = new ArrayList<>();
    for (Path root : roots()) {
      for (Class<?> type : types(root)) {
        all.add(new Tagged(type.getName(), module(root).orElseThrow(), tags(type)));
      }
    }
    return all;
  }

  /** Returns the classes that are tagged with a layer. */
  static List<TestCheck> ofLayers() {
    List<TestCheck> checks = new ArrayList<>();
    for (Tagged type : all()) {
      type.layer()
          .map(l -> new TestCheck(type.name, type.module, l, type.tags, type.seconds()))
          .ifPresent(checks::add);
    }
    checks.sort(Comparator.comparing(TestCheck::id));
    return checks;
  }

  /**
   * Returns the classes of tests below a root. They are loaded, but neither linked nor initialized:
   * a kernel need not be on the class path.
   */
  static List<Class<?>> types(Path root) {
    try {
      if (Files.isDirectory(root)) {
        return typesBelow(root);
      }
      try (FileSystem jar = FileSystems.newFileSystem(root)) {
        return typesBelow(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Class<?>> typesBelow(Path root) throws IOException {
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        Matcher type = TEST.matcher(root.relativize(file).toString());
        if (type.matches()) {
          String name = type.group(1).replaceAll("[/\\\\]", ".");
          types.add(Class.forName(name, false, TaggedTests.class.getClassLoader()));
        }
      }
    } catch (ClassNotFoundException e) {
      throw new IOException("not on the class path: " + e.getMessage(), e);
    }
    return types;
  }

  /** Returns the tags of a class. */
  static Set<String> tags(Class<?> type) {
    return Arrays.stream(type.getAnnotationsByType(Tag.class))
        .map(Tag::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Tells whether a word is one of the tags above. */
  public static boolean isTag(String word) {
    return Layer.of(word).isPresent() || WORDS.contains(word) || SECONDS.matcher(word).matches();
  }

  /** Returns the folders of the modules' classes of tests. */
  static Set<Path> roots() {
    Set<Path> roots = new LinkedHashSet<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path root = Path.of(entry).toAbsolutePath();
      if (module(root).isPresent() && Files.exists(root)) {
        roots.add(root);
      }
    }
    return roots;
  }

  private static Optional<String> module(Path root) {
    Matcher module = MODULE.matcher(root.toString());
    return module.matches() ? Optional.of(module.group(1)) : Optional.empty();
  }
}
