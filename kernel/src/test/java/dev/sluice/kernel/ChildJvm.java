// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** For what a test cannot survive: a JVM that runs one class of the tests. */
final class ChildJvm {

  private ChildJvm() {}

  /** Runs it to its end; one that hangs fails the test. */
  static Process start(Class<?> main, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx24m");
    command.add("-XX:+UseSerialGC");
    command.add("-cp");
    command.add(rootOf(FlushHandle.class) + System.getProperty("path.separator") + rootOf(main));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    if (!child.waitFor(Stage.DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      child.destroyForcibly();
      throw new AssertionError("the child JVM hangs");
    }
    return child;
  }

  static String output(Process child) throws Exception {
    return new String(child.getInputStream().readAllBytes());
  }

  /** The directory on the class path that this class is in. */
  private static Path rootOf(Class<?> type) throws Exception {
    String file = type.getName().replace('.', '/') + ".class";
    URI uri = type.getResource("/" + file).toURI();
    Path path = Path.of(uri);
    for (int i = 0; i < file.split("/").length; i++) {
      path = path.getParent();
    }
    return path;
  }
}
