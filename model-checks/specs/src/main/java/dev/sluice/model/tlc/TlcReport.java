// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.tlc;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Collects results in {@code tlc.json}, one line for each. The file is valid after each of them.
 */
public final class TlcReport {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path file;
  private final List<TlcResult> results = new ArrayList<>();

  public TlcReport(Path file) {
    this.file = file;
  }

  /** Adds a result and prints it. */
  public synchronized TlcResult add(TlcResult result) throws IOException {
    results.add(result);
    results.sort(Comparator.comparing(TlcResult::config));
    Files.createDirectories(file.getParent());
    JSON.writeValue(file.toFile(), Map.of("runs", results));
    System.out.println(result.line());
    return result;
  }
}
