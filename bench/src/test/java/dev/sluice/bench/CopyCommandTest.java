// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CopyCommandTest {

  private static final int MIB = 1 << 20; // the default buffer

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, MIB - 1, MIB, MIB + 1, 2 * MIB, 100 * MIB})
  void copyCopiesEachByteAndSaysTheFigures(int bytes) throws IOException {
    Path source = Bytes.file(dir, bytes);
    Path destination = dir.resolve("destination");

    Cli.Ran ran = Cli.run("copy", source, destination);

    assertEquals(new Cli.Ran(0, ran.out(), ""), ran);
    assertEquals(Bytes.sha256(source), Bytes.sha256(destination));
    String figures =
        "copied "
            + bytes
            + " bytes in [0-9.]+ s \\([0-9]+ MB/s\\)\\R"
            + "reads took [0-9.]+ s, writes [0-9.]+ s; overlap: the time is [0-9.]+ times the longer"
            + " of the two \\(limit 1.00, taking turns [0-9.]+\\)\\R";
    assertTrue(ran.out().matches(figures), ran.out());
  }

  @ParameterizedTest
  @CsvSource({"1, 1000", "999, 1000", "1000, 1000", "7, 100000", "64k, 1m", "2M, 3000000"})
  void copyCopiesEachByteWithABufferOfAnySize(String size, String bytes) throws IOException {
    Path source = Bytes.file(dir, bytes.equals("1m") ? MIB : Integer.parseInt(bytes));
    Path destination = dir.resolve("destination");
    assertEquals(0, Cli.run("copy", "--buffer-size", size, source, destination).exitCode());
    assertEquals(Bytes.sha256(source), Bytes.sha256(destination));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 2 * MIB + 7, 4 * MIB})
  void anOldFileIsOverwrittenAndCut(int bytes) throws IOException {
    Path source = Bytes.file(dir, bytes);
    Path destination = Files.write(dir.resolve("destination"), new byte[3 * MIB]);
    assertEquals(0, Cli.run("copy", "--force", source, destination).exitCode());
    assertEquals(bytes, Files.size(destination));
    assertEquals(Bytes.sha256(source), Bytes.sha256(destination));
  }

  @Test
  void aMissingSourceFailsAndCreatesNothing() throws IOException {
    Path source = dir.resolve("missing");
    assertFails(source + ": no such file or directory", source, dir.resolve("destination"));
    assertTrue(Files.notExists(dir.resolve("destination")), "nothing was created");
  }

  @Test
  void aDirectoryAsSourceFailsAndCreatesNothing() throws IOException {
    assertFails(dir + " is a directory: only files can be copied", dir, dir.resolve("destination"));
    assertTrue(Files.notExists(dir.resolve("destination")), "nothing was created");
  }

  @Test
  void aDirectoryAsDestinationFails() throws IOException {
    assertFails(dir + " is a directory: name the file in it", Bytes.file(dir, 1), dir);
  }

  @Test
  void aDestinationBelowAFileFails() throws IOException {
    Path source = Bytes.file(dir, 1);
    Path destination = source.resolve("destination"); // refused to root as well
    assertFails(destination + ": Not a directory", source, destination);
  }

  @Test
  void aDestinationInNoDirectoryFails() throws IOException {
    Path destination = dir.resolve("no/destination");
    assertFails(destination + ": no such file or directory", Bytes.file(dir, 1), destination);
  }

  @Test
  void aPipeAsDestinationFails() throws IOException, InterruptedException {
    Path pipe = dir.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertFails(pipe + " is a pipe: it cannot be written at offsets", Bytes.file(dir, 1), pipe);
  }

  @Test
  void sourceAndDestinationMayNotBeTheSameFile() throws IOException {
    Path source = Bytes.file(dir, 1000);
    Path link = Files.createSymbolicLink(dir.resolve("link"), source);
    Path hardLink = Files.createLink(dir.resolve("hard link"), source);
    for (Path same : new Path[] {source, link, hardLink, dir.resolve("./source")}) {
      assertFails(source + " and " + same + " are the same file", source, same);
    }
    assertArrayEquals(Bytes.random(1000), Files.readAllBytes(source));
  }

  @Test
  void wrongUseIsRefusedInOneSentence() {
    assertRefused("Missing required subcommand. See: sluice-bench --help");
    assertRefused("There is no command 'move'. See: sluice-bench --help", "move", "a", "b");
    assertRefused("Unknown option: '--fast'. See: sluice-bench --help", "--fast");
    String help = ". See: sluice-bench copy --help";
    assertRefused("Missing required parameters: 'SRC', 'DST'" + help, "copy");
    assertRefused("Missing required parameter: 'DST'" + help, "copy", "a");
    assertRefused("Unmatched argument at index 3: 'c'" + help, "copy", "a", "b", "c");
    assertRefused("Unknown option: '--fast'" + help, "copy", "--fast", "a", "b");
    assertRefused(
        "DST must be a file: standard output cannot be written at offsets" + help,
        "copy",
        "a",
        "-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1025m", "9999999999", "2097153k"})
  void aBufferSizeOutOfRangeIsRefused(String size) {
    assertRefused(
        "Invalid value for option '--buffer-size': '"
            + size
            + "' is not between 1 and 1024m. See: sluice-bench copy --help",
        "copy",
        "a",
        "b",
        "--buffer-size=" + size);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "1g", "k", "1.5m", ""})
  void aBufferSizeThatIsNoNumberIsRefused(String size) {
    assertRefused(
        "Invalid value for option '--buffer-size': '"
            + size
            + "' is not a number of bytes. See: sluice-bench copy --help",
        "copy",
        "a",
        "b",
        "--buffer-size=" + size);
  }

  @Test
  void helpIsPrintedAndExplainsTheOverlap() {
    for (String[] args : new String[][] {{"--help"}, {"copy", "--help"}}) {
      Cli.Ran ran = Cli.run((Object[]) args);
      assertEquals(new Cli.Ran(0, ran.out(), ""), ran);
      assertTrue(ran.out().startsWith("Usage: sluice-bench"), ran.out());
    }
    String oneLine = Cli.run("copy", "--help").out().replaceAll("\\s+", " ");
    assertTrue(oneLine.contains("the time divided by the longer of these two"), oneLine);
  }

  private static void assertFails(String sentence, Path source, Path destination) {
    Cli.Ran ran = Cli.run("copy", source, destination);
    assertEquals(new Cli.Ran(1, "", "copy: " + sentence + System.lineSeparator()), ran);
  }

  private static void assertRefused(String sentence, Object... args) {
    assertEquals(new Cli.Ran(2, "", sentence + System.lineSeparator()), Cli.run(args));
  }
}
