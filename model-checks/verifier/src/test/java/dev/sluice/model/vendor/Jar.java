// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The verifier as its users run it: by its jar, in a folder of theirs. */
final class Jar {

  static final Path FILE = Path.of("target/sluice-verifier.jar").toAbsolutePath();
  private static final long MINUTES = 60;

  private Jar() {}

  /** What a command said, and its exit code. */
  record Said(int exit, String text) {

    Said exits(int expected) {
      assertEquals(expected, exit, text);
      return this;
    }

    Said says(String words) {
      assertTrue(text.contains(words), () -> "not said: " + words + "\nbut: " + text);
      return this;
    }

    /** At least one of these, each of which ends in a number. */
    Said saysOneOf(List<String> words) {
      assertTrue(
          words.stream()
              .anyMatch(w -> Pattern.compile(Pattern.quote(w) + "\\b").matcher(text).find()),
          () -> "none said of: " + words + "\nbut: " + text);
      return this;
    }
  }

  /** Runs it to its end. */
  static Said run(Path folder, String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), folder, arguments);
  }

  /** With these variables of the environment besides. */
  static Said run(Map<String, String> environment, Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", FILE.toString()));
    command.addAll(List.of(arguments));
    return command(environment, folder, command);
  }

  static Said command(Path folder, List<String> command) throws IOException, InterruptedException {
    return command(Map.of(), folder, command);
  }

  private static Said command(Map<String, String> environment, Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile("said", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home")); // Maven's
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), () -> "it hangs: " + command);
      return new Said(process.exitValue(), Files.readString(said));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.delete(said);
    }
  }
}
