// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import com.github.difflib.patch.Patch;
import com.github.difflib.patch.PatchFailedException;
import com.github.difflib.unifieddiff.UnifiedDiff;
import com.github.difflib.unifieddiff.UnifiedDiffFile;
import com.github.difflib.unifieddiff.UnifiedDiffReader;
import dev.sluice.model.harness.KernelSources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Applies patches to the kernel's sources. */
public final class Patches {

  /** The start of a file's path in a patch that was made at the root of the project. */
  private static final String ROOT = "kernel/src/main/java/";

  private Patches() {}

  /**
   * Applies a patch. All lines that it expects must be in the file, but may be at another place.
   *
   * @throws IOException if the patch does not apply
   */
  public static KernelSources apply(List<String> diff, KernelSources sources) throws IOException {
    byte[] text = (String.join("\n", diff) + "\n").getBytes(StandardCharsets.UTF_8);
    UnifiedDiff patch = UnifiedDiffReader.parseUnifiedDiff(new ByteArrayInputStream(text));
    KernelSources changed = sources;
    for (UnifiedDiffFile file : patch.getFiles()) {
      String path = file.getToFile().replaceFirst("^b/", "").replaceFirst("^" + ROOT, "");
      List<String> lines = sources.text(path).lines().toList();
      try {
        List<String> patched = apply(file.getPatch(), lines);
        if (patched.equals(lines)) {
          throw new IOException("changes nothing in " + path);
        }
        changed = changed.with(path, String.join("\n", patched) + "\n");
      } catch (PatchFailedException e) {
        throw new IOException("no longer applies to " + path + ": " + e.getMessage(), e);
      }
    }
    if (changed.equals(sources)) {
      throw new IOException("a patch of no file");
    }
    return changed;
  }

  /**
   * Applies the parts one by one, the last first. The library does not find a part that comes soon
   * after a part that removes lines.
   */
  private static List<String> apply(Patch<String> all, List<String> lines)
      throws PatchFailedException {
    List<String> patched = lines;
    for (int i = all.getDeltas().size() - 1; i >= 0; i--) {
      Patch<String> one = new Patch<>();
      one.addDelta(all.getDeltas().get(i));
      patched = one.applyFuzzy(patched, 0);
    }
    return patched;
  }

  /** Returns the diff that reverses this one. */
  static List<String> reversed(List<String> diff) {
    return diff.stream().map(Patches::reversed).toList();
  }

  private static String reversed(String line) {
    if (line.startsWith("--- ") || line.startsWith("+++ ")) { // both lines name the same file
      return line;
    }
    if (line.startsWith("@@")) {
      return line.replaceFirst("-(\\S+) \\+(\\S+)", "-$2 +$1");
    }
    return line.startsWith("-")
        ? "+" + line.substring(1)
        : line.startsWith("+") ? "-" + line.substring(1) : line;
  }
}
