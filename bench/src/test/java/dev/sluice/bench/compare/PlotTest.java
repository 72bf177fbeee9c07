// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison can be drawn. Seen red by bars that begin at zero on a logarithmic axis. */
class PlotTest {

  private static CompareRow row(String what, String load, int size, String peer, double theirs) {
    return row(what, ThreadKind.PLATFORM, load, size, peer, theirs);
  }

  private static CompareRow row(
      String what, ThreadKind kind, String load, int size, String peer, double theirs) {
    return new CompareRow.Subject(what, kind, load, size, "ns")
        .against(peer, new double[] {200}, new double[] {theirs}, null);
  }

  @Test
  void aComparisonIsDrawnWithAllItsCharts(@TempDir Path folder) throws Exception {
    List<CompareRow> rows =
        List.of(
            row("flush", Comparison.QUIET, 0, "executor", 20_000),
            row("flush", Comparison.QUIET, 0, "spsc spin", 100),
            row("flush", Comparison.BUSY, 0, "executor", 40_000),
            row("file in memory", Comparison.QUIET, 8192, "max(P, W)", 150),
            row("file in memory", Comparison.QUIET, 8192, "synchronous writer", 300),
            row("file in memory", ThreadKind.VIRTUAL, Comparison.QUIET, 8192, "max(P, W)", 150),
            row(
                "file in memory",
                ThreadKind.VIRTUAL,
                Comparison.QUIET,
                8192,
                "synchronous writer",
                300));
    Path file = folder.resolve("compare.png");
    Plot.write(CompareReport.of(0, rows), file);
    BufferedImage picture = ImageIO.read(file.toFile());
    assertTrue(picture.getHeight() >= 4 * 600, "a chart is missing: " + picture);
  }
}
