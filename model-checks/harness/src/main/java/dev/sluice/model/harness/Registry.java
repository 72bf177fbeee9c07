// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The ids, and which columns of the matrix each must have been visited in.
 *
 * @param entries in the order of the file
 */
public record Registry(List<Entry> entries) {

  /** The file of the registry. */
  public static final Path HERE = KernelSources.MODULE.resolve("transitions.tsv");

  private static final Pattern ID = Pattern.compile("([A-Z][0-9]+)_");

  private static final String HEADER = "id\tname\tkind\tsays\tnext\trequired\twhy fewer";

  /** Two layers that look in different ways, and a broken kernel that shows that they do. */
  private static final int LAYERS = 2;

  /**
   * One id.
   *
   * @param name one to three words, which no other id has
   * @param kind transition or property
   * @param says the state or event of a transition; what a property claims
   * @param next the state that it leads to; empty for a property
   * @param required the columns that must have visited it
   * @param whyFewer why fewer than two layers are enough; empty if there are two
   */
  public record Entry(
      String id,
      String name,
      String kind,
      String says,
      String next,
      Set<Layer> required,
      String whyFewer) {}

  /**
   * Reads it.
   *
   * @throws IOException if it cannot be read, or says too little of an id
   */
  public static Registry read(Path file) throws IOException {
    List<String> lines;
    try (Stream<String> all = Files.lines(file)) {
      lines = all.filter(line -> !line.startsWith("#")).toList();
    }
    if (!lines.get(0).equals(HEADER)) {
      throw new IOException("the registry has other columns: " + lines.get(0));
    }
    List<Entry> entries = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      Set<Layer> required = EnumSet.noneOf(Layer.class);
      for (String column : cells[5].split(" ")) {
        required.add(column(cells[0], column));
      }
      long layers = required.stream().filter(c -> c != Layer.MUTANTS).count();
      if (!required.contains(Layer.MUTANTS) || layers < LAYERS && cells[6].isEmpty()) {
        throw new IOException(cells[0] + ": two layers and a mutant, or a word of why fewer");
      }
      entries.add(new Entry(cells[0], cells[1], cells[2], cells[3], cells[4], required, cells[6]));
    }
    return new Registry(entries);
  }

  private static Layer column(String id, String name) throws IOException {
    return Layer.of(name)
        .filter(Layer.columns()::contains)
        .orElseThrow(() -> new IOException(id + ": no layer that visits ids: " + name));
  }

  /** Whether it knows an id, as one of this kind. */
  public boolean is(String kind, String id) {
    return entries.stream().anyMatch(e -> e.id().equals(id) && e.kind().equals(kind));
  }

  /** The ids that a name in a spec starts with: T9 and T5 of {@code T9_T5_RetryWritten}. */
  public static List<String> ids(String name) {
    List<String> ids = new ArrayList<>();
    Matcher matcher = ID.matcher(name);
    while (matcher.find() && matcher.start() == ids.stream().mapToInt(i -> i.length() + 1).sum()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }
}
