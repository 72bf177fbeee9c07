// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file {@code shard.json}, the report of a shard.
 *
 * @param copy the digest of the copy
 * @param thisVersion whether the copy is the unchanged kernel
 * @param start when the shard started, in ISO 8601
 * @param ran the checks that ran
 */
record ShardReport(
    String shard,
    String version,
    String level,
    List<String> layers,
    String copy,
    boolean thisVersion,
    String start,
    List<String> ran,
    List<Finding> findings) {

  static final String FILE = "shard.json";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  void write(Path folder) throws IOException {
    JSON.writeValue(folder.resolve(FILE).toFile(), this);
  }

  static ShardReport read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      throw new BadInput(folder + " has no " + FILE + ": name the --report folders of shards.");
    }
    try {
      return JSON.readValue(file.toFile(), ShardReport.class);
    } catch (JacksonException e) {
      throw new BadInput(file + " is damaged: run that shard again. " + e.getOriginalMessage());
    }
  }

  /** Tells whether two reports are of the same run. */
  boolean belongsTo(ShardReport other) {
    return Shard.parse(shard).n() == Shard.parse(other.shard).n()
        && version.equals(other.version)
        && level.equals(other.level)
        && layers.equals(other.layers)
        && copy.equals(other.copy);
  }
}
