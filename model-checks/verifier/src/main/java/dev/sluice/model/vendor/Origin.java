// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.sluice.model.harness.KernelSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file {@code SLUICE.json}, which says where a copy comes from. The originals are in it. A
 * later version needs them to tell the copy's own changes from those of the new version.
 *
 * @param of the artifact
 * @param packageName the package of the copy when it was made
 * @param files each original, by its path in the copy's folder
 */
record Origin(
    String of,
    String version,
    String commit,
    @JsonProperty("package") String packageName,
    String licence,
    SortedMap<String, Original> files) {

  static final String FILE = "SLUICE.json";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Returns the origin of a copy that is made now. */
  static Origin of(Bundle bundle, KernelSources originals, String packageName) {
    SortedMap<String, Original> files = new TreeMap<>();
    originals.files().forEach((path, text) -> files.put(Renaming.path(path), Original.of(text)));
    return new Origin(
        "dev.sluice:sluice-kernel",
        bundle.version(),
        bundle.commit(),
        packageName,
        "Apache-2.0",
        files);
  }

  static Origin read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    try {
      Origin origin = JSON.readValue(file.toFile(), Origin.class);
      if (origin.files == null || origin.files.isEmpty() || origin.version == null) {
        throw new BadInput(file + " names no version or no files: restore it, or delete it.");
      }
      origin.originals(); // this throws if one is damaged
      return origin;
    } catch (JacksonException e) {
      throw new BadInput(file + " is damaged: restore it, or delete it. " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw new BadInput(file + " is damaged: restore it, or delete it. " + e.getMessage());
    }
  }

  /** Returns the text of the file. */
  String text() throws IOException {
    return JSON.writeValueAsString(this).replace("\r\n", "\n") + "\n";
  }

  /** Returns the texts, by their paths in the kernel. */
  SortedMap<String, String> originals() {
    SortedMap<String, String> texts = new TreeMap<>();
    files.forEach((path, original) -> texts.put(Renaming.ofKernel(path), original.text()));
    return texts;
  }
}
