// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that says what is explored and refused names programs that there are. */
class ExplorerDocumentTest {

  private static final Path PAGE = Path.of("README.md");

  /** A name in quotes; the start of some, if it ends with dots. */
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+?)( ?\\.\\.\\.)?\"");

  @Test
  void eachProgramThatTheExplorersReadmeNamesExists() throws IOException {
    List<String> programs =
        Stream.concat(
                Canaries.all().stream().map(Canaries.Canary::name),
                Calibrations.all().stream()
                    .map(c -> c.scenario().name().replace("calibration: ", "")))
            .toList();
    List<MatchResult> named =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| "))
            .flatMap(line -> QUOTED.matcher(line).results())
            .toList();
    assertTrue(named.size() > 20, () -> "hardly a program is named: " + named.size());
    List<String> gone =
        named.stream()
            .filter(
                name ->
                    programs.stream()
                        .noneMatch(
                            p ->
                                name.group(2) == null
                                    ? p.equals(name.group(1))
                                    : p.startsWith(name.group(1))))
            .map(MatchResult::group)
            .toList();
    assertEquals(List.of(), gone);
  }
}
