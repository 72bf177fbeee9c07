// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.conform.Mutant;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Broken kernels, first on the class path of a JVM that explores the very scenarios: what is wrong
 * is named. The races among them pass on x86 in JCStress.
 */
class ExplorationBitesTest {

  private static final Path WORK = Path.of("target/bites");

  /**
   * A broken kernel.
   *
   * @param scenario that must find it
   * @param finding what it must say, all of it
   */
  record Bite(Mutant mutant, String scenario, List<String> finding) {
    @Override
    public String toString() {
      return mutant.name();
    }
  }

  static Stream<Bite> bites() {
    return Stream.of(
        new Bite(
            new Mutant(
                "plain-word", "Slot.java", "private volatile Object word;", "private Object word;"),
            "slot: 1 sent, 1 received",
            List.of("data race on dev.sluice.kernel.Slot.word", "plain read", "volatile write")),
        new Bite(
            new Mutant(
                "plain-cancel-flag",
                "CancellationToken.java",
                "private volatile boolean cancelled;",
                "private boolean cancelled;"),
            "shutdown against cancel",
            List.of("data race on dev.sluice.kernel.CancellationToken.cancelled", "plain read")),
        new Bite(
            new Mutant(
                "plain-handle-state",
                "FlushHandle.java",
                "private volatile Object state;",
                "private Object state;"),
            "two threads flush",
            List.of("data race on dev.sluice.kernel.FlushHandle.state", "plain write")),
        new Bite(
            new Mutant(
                "buffer-handed-back-before-the-write",
                "FlushTask.java",
                "      perform(Operation.FLUSH, flush.offset());\n",
                """
                      duplex.out().send(flush);
                      perform(Operation.FLUSH, flush.offset());
                      if (flush != null) {
                        inHand = null;
                        request = duplex.in().receive();
                        continue;
                      }
                """),
            "two flushes and shutdown",
            List.of("data race on dev.sluice.kernel.Request$Flush.buffer", "Flush.take")),
        new Bite(
            new Mutant(
                "no-wake-up-of-the-receiver",
                "Slot.java",
                "LockSupport.unpark(receiver); // S8: after",
                "// S8: after"),
            "slot: 1 sent, 1 received",
            List.of("Deadlock")),
        new Bite(
            new Mutant(
                "open-after-an-error",
                "FlushHandle.java",
                "state = new Ended<>(\"an error: \" + error.getMessage(), remains);",
                "state = Phase.OPEN;"),
            "a fatal writer",
            List.of("E1")));
  }

  @ParameterizedTest
  @MethodSource("bites")
  void what_is_wrong_is_named(Bite bite) throws Exception {
    Path kernel = bite.mutant.compile(WORK);
    Result result = explore(kernel.toString() + File.pathSeparator, bite.scenario);
    assertEquals(1, result.exit, result.output);
    bite.finding.forEach(words -> assertTrue(result.output.contains(words), result.output));
  }

  @Test
  void nothing_is_wrong_with_the_kernel() throws Exception {
    Result result = explore("", "shutdown against cancel");
    assertEquals(0, result.exit, result.output);
  }

  private record Result(int exit, String output) {}

  private static Result explore(String kernel, String scenario) throws Exception {
    Path output = Files.createTempFile(Files.createDirectories(WORK), "output", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.removeIf(argument -> argument.startsWith("-javaagent"));
    command.addAll(
        List.of(
            "-cp",
            kernel + System.getProperty("java.class.path"),
            ExploreCommand.class.getName(),
            scenario,
            "atomic",
            "2000"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("no end within two minutes: " + Files.readString(output));
    }
    return new Result(process.exitValue(), Files.readString(output));
  }
}
