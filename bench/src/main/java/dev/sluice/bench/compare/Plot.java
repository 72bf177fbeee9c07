// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * Charts in one picture. They show what a flush costs, for each kind of thread and load, and how
 * near to the limit a file is written.
 */
final class Plot {

  private Plot() {}

  static void write(CompareReport report, Path file) throws IOException {
    List<Chart<?, ?>> charts = new ArrayList<>(flushes(report));
    report.rows().stream()
        .filter(row -> row.what().equals(Comparison.IN_MEMORY))
        .map(CompareRow::threads)
        .distinct()
        .forEach(threads -> charts.add(files(report, threads)));
    BitmapEncoder.saveBitmap(
        charts, charts.size(), 1, file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }

  private static List<Chart<?, ?>> flushes(CompareReport report) {
    Map<String, Map<String, Double>> series = new LinkedHashMap<>();
    for (CompareRow row : report.rows()) {
      if (row.what().equals("flush") && row.target() == null) {
        Map<String, Double> one =
            series.computeIfAbsent(row.threads() + ", " + row.load(), key -> new LinkedHashMap<>());
        one.putIfAbsent("sluice", row.ours());
        one.put(row.peer(), row.theirs());
      }
    }
    List<Chart<?, ?>> charts = new ArrayList<>();
    series.forEach(
        (name, values) -> {
          String title = "One flush, two buffers, a writer that does nothing: " + name;
          CategoryChart chart = chart(title, "ns, logarithmic", report);
          // A logarithmic axis has no zero where bars could begin.
          chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(10.0);
          chart.addSeries(name, List.copyOf(values.keySet()), List.copyOf(values.values()));
          charts.add(chart);
        });
    return charts;
  }

  private static CategoryChart files(CompareReport report, String threads) {
    CategoryChart chart =
        chart("File in memory, P about W: " + threads, "time in multiples of max(P, W)", report);
    List<String> sizes = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    List<Double> synchronous = new ArrayList<>();
    double limit = 0;
    for (CompareRow row : report.rows()) {
      boolean shown = row.what().equals(Comparison.IN_MEMORY) && row.threads().equals(threads);
      if (shown && "max(P, W)".equals(row.peer())) {
        sizes.add(row.size() / 1024 + " KiB");
        ours.add(row.ratio());
        limit = row.theirs();
      } else if (shown && "synchronous writer".equals(row.peer())) {
        synchronous.add(row.theirs() / limit); // the row of the limit comes before this one
      }
    }
    chart.addSeries("sluice", sizes, ours);
    chart.addSeries("synchronous writer", sizes, synchronous);
    return chart;
  }

  private static CategoryChart chart(String title, String axis, CompareReport report) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(1400)
            .height(600)
            .title(title + " (JDK " + report.jdk() + ", " + report.cpus() + " processors)")
            .yAxisTitle(axis)
            .build();
    chart.getStyler().setXAxisLabelRotation(20);
    return chart;
  }
}
