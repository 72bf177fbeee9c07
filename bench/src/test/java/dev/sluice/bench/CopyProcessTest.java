// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What needs a process: standard input, exit codes, and signals. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CopyProcessTest {

  private static final int MIB = 1 << 20;

  @TempDir Path dir;
  private Process process;

  @AfterEach
  void kill() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /**
   * A pipe gives less than was asked for; and there is no terminal, so only results are printed.
   */
  @Test
  void standardInputIsCopied() throws Exception {
    byte[] bytes = Bytes.random(3 * MIB + 17);
    Path destination = dir.resolve("destination");
    process = Cli.process("copy", "-", destination).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(bytes);
    }
    assertEquals("", text(process.getErrorStream()));
    String out = text(process.getInputStream());
    assertTrue(out.matches("copied " + bytes.length + " bytes .*\nreads took .*\n"), out);
    assertEquals(0, process.waitFor());
    assertEquals(Bytes.sha256(bytes), Bytes.sha256(destination));
  }

  @Test
  void aFailureEndsWithExitCodeOne() throws Exception {
    process = Cli.process("copy", dir.resolve("missing"), dir.resolve("destination")).start();
    assertEquals(1, process.waitFor());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void standardInputMayNotBeTheDestination() throws Exception {
    Path file = Bytes.file(dir, 10);
    process = Cli.process("copy", "-", file).redirectInput(file.toFile()).start();
    assertEquals(
        "copy: standard input and " + file + " are the same file\n",
        text(process.getErrorStream()));
    assertEquals(1, process.waitFor());
  }

  /**
   * A full disk is retried, and the user is told; Ctrl-C ends that, and the report is the truth.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void ctrlCEndsTheRetriesOfAFullDiskAndReports() throws Exception {
    process = Cli.process("copy", Bytes.file(dir, 5 * MIB), "/dev/full").start();
    BufferedReader err = process.errorReader();
    assertEquals(
        "copy: writing /dev/full at offset 0 failed: No space left on device; it is retried until"
            + " it works or you press Ctrl-C (attempt 1)",
        err.readLine());

    int exitCode = pressCtrlC();

    assertEquals("copy: cancelled", err.readLine());
    Matcher report =
        Pattern.compile(
                "copy: /dev/full: the first 0 bytes are written; ([0-9]+) more were read and are"
                    + " not known to be written")
            .matcher(err.readLine());
    assertTrue(report.matches(), report::toString);
    int read = Integer.parseInt(report.group(1)); // the second buffer may have been under way
    assertTrue(MIB <= read && read <= 2 * MIB, report::toString);
    assertEquals(null, err.readLine());
    assertEquals("", text(process.getInputStream()));
    assertEquals(exitCode, process.waitFor());
  }

  /** A read that blocks for ever does not keep the process from its end, nor from the report. */
  @Test
  void aSignalEndsTheCopyWhileStandardInputIsSilent() throws Exception {
    Path destination = dir.resolve("destination");
    process = Cli.process("copy", "-", destination).start();
    OutputStream in = process.getOutputStream();
    in.write(Bytes.random(2 * MIB + 10));
    in.flush();
    awaitSize(
        destination, 2 * MIB); // then both buffers are written, and the third read is under way

    process.toHandle().destroy(); // SIGTERM, as Ctrl-C is SIGINT

    assertEquals(
        "copy: cancelled\ncopy: "
            + destination
            + ": the first 2097152 bytes are written; 10 more were read and are not known to be"
            + " written\n",
        text(process.getErrorStream()));
    assertEquals(143, process.waitFor());
    assertEquals(
        Bytes.sha256(Bytes.random(2 * MIB)),
        Bytes.sha256(destination),
        "what was said to be there");
  }

  /** Returns the exit code to expect. */
  private int pressCtrlC() throws IOException, InterruptedException {
    // A process started in the background by some shells ignores SIGINT, and so do its children.
    String caught =
        Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
            .filter(line -> line.startsWith("SigCgt:"))
            .map(line -> line.substring("SigCgt:".length()).trim())
            .findFirst()
            .orElseThrow();
    boolean catchesSigint = (Long.parseUnsignedLong(caught, 16) & 1 << 2 - 1) != 0;
    String signal = catchesSigint ? "-INT" : "-TERM";
    String pid = Long.toString(process.pid());
    assertEquals(0, new ProcessBuilder("kill", signal, pid).inheritIO().start().waitFor());
    return catchesSigint ? 130 : 143;
  }

  private static void awaitSize(Path file, long size) throws IOException {
    while (Files.notExists(file) || Files.size(file) < size) {
      Thread.onSpinWait(); // another process: only its file tells how far it is
    }
  }

  private static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes()).replace(System.lineSeparator(), "\n");
  }
}
