// SPDX-License-Identifier: Apache-2.0
package dev.sluice.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The check of a release that japicmp 0.27.0 leaves out: {@code .ci/SealedApi.java}, which the
 * profile {@code last-release} runs. Seen red, in a line each, by a check that does not compare the
 * permits, the constants of enums, or values.
 */
class SealedApiIT {

  private static final Path CHECK = Path.of("..", ".ci", "SealedApi.java").toAbsolutePath();

  private static final String OLD =
      """
      package api;
      public class All {
        public interface Open {}
        public sealed interface Shut permits One, Two {}
        public record One() implements Shut {}
        public record Two() implements Shut {}
        public sealed interface Opens permits Three {}
        public record Three() implements Opens {}
        public enum Kind { A, B }
        public static final int SIZE = 1 << 16;
        public static final String NAME = "old";
        sealed interface Inner permits Four {}
        record Four() implements Inner {}
      }
      """;

  private static final String NEW =
      """
      package api;
      public class All {
        public sealed interface Open permits Six {}
        public record Six() implements Open {}
        public sealed interface Shut permits One, Five {}
        public record One() implements Shut {}
        public record Two() {}
        public record Five() implements Shut {}
        public interface Opens {}
        public record Three() implements Opens {}
        public enum Kind { A, B, C }
        public static final int SIZE = 1 << 17;
        public static final String NAME = "new";
        sealed interface Inner permits Four, Seven {}
        record Four() implements Inner {}
        record Seven() implements Inner {}
      }
      """;

  private static final List<String> CHANGES =
      List.of(
          "api.All.SIZE was 65536 and is 131072",
          "api.All.NAME was old and is new",
          "api.All$Kind has the constant C, which is new",
          "api.All$Open became sealed",
          "api.All$Opens is no longer sealed",
          "api.All$Shut permits api.All$Five, which is new",
          "api.All$Shut no longer permits api.All$Two");

  @TempDir Path directory;

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private Path jar(String name, String source) throws Exception {
    Path java = Files.createDirectories(directory.resolve(name)).resolve("All.java");
    Files.writeString(java, source);
    Path classes = directory.resolve(name).resolve("classes");
    Path jar = directory.resolve(name + ".jar");
    ChildJvm.lastLine(List.of(tool("javac"), "-d", classes.toString(), java.toString()));
    ChildJvm.lastLine(
        List.of(tool("jar"), "--create", "--file=" + jar, "-C", classes.toString(), "."));
    return jar;
  }

  private static String check(Path before, Path after, String... meant) throws Exception {
    List<String> command = new ArrayList<>(List.of(tool("java"), CHECK.toString()));
    command.addAll(List.of(before.toString(), after.toString()));
    command.addAll(List.of(meant));
    return ChildJvm.lastLine(command);
  }

  @Test
  void eachChangeIsNamedAndTheSameApiIsAccepted() throws Exception {
    Path before = jar("old", OLD);
    Path after = jar("new", NEW);
    assertEquals(
        "sealed API: 2 sealed of 8 public types, 0 changes that are not meant",
        check(before, before));
    String refused = assertThrows(AssertionError.class, () -> check(before, after)).getMessage();
    assertTrue(refused.startsWith("the child's exit code is 1:"), refused);
    assertEquals(
        CHANGES,
        refused
            .lines()
            .filter(line -> line.startsWith("sealed API: api."))
            .map(line -> line.substring("sealed API: ".length()))
            .toList());
    String[] meant = {"api.All", "api.All$Kind", "api.All$Open", "api.All$Opens", "api.All$Shut"};
    check(before, after, meant);
    String stale =
        assertThrows(AssertionError.class, () -> check(before, before, "api.All")).getMessage();
    assertTrue(stale.contains("api.All has not changed, and is said to be meant"), stale);
  }

  /** A profile that does not run it would accept all of these. */
  @Test
  void theProfileOfTheLastReleaseRunsTheCheck() throws Exception {
    String pom = Files.readString(Path.of("pom.xml"));
    String profile = pom.substring(pom.indexOf("<id>last-release</id>"));
    assertTrue(
        profile.contains(
            "<argument>${maven.multiModuleProjectDirectory}/.ci/SealedApi.java</argument>"));
  }
}
