// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import dev.sluice.model.harness.KernelSources;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a copy of the kernel. */
@Command(
    name = "vendor",
    description = {
      "Copies the kernel's sources into a project, under a package of its own.",
      "No line is moved. SLUICE.json beside them says where they come from; keep it."
    },
    mixinStandardHelpOptions = true)
final class VendorCommand implements Callable<Integer> {

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "root of the sources, src/main/java say")
  private Path to;

  @Option(
      names = "--package",
      required = true,
      paramLabel = "NAME",
      description = "the package, com.acme.flush say")
  private String name;

  @Option(names = "--with-io", description = "with what writes files, in NAME.io")
  private boolean withIo;

  @Override
  public Integer call() throws IOException {
    Renaming renaming = new Renaming(name);
    Bundle bundle = Bundle.here();
    SortedMap<String, String> files = new TreeMap<>(bundle.kernel().files());
    files.keySet().removeIf(path -> path.startsWith("dev/sluice/io/") && !withIo);
    files.forEach(
        (path, text) -> {
          if (!renaming.back(renaming.out(text)).equals(text)) {
            throw new BadInput(
                "The kernel's sources name the package " + name + " already: choose another.");
          }
        });
    Path folder = to.resolve(name.replace('.', '/'));
    try {
      write(folder, files, renaming, Origin.of(bundle, new KernelSources(files), name));
    } catch (FileSystemException e) {
      throw new BadInput("Cannot write to " + folder + ": " + e.getMessage());
    }
    System.out.printf(
        "%d files of version %s are in %s.%nCheck them: %s verify --sources %s%n",
        files.size(), bundle.version(), folder, Verifier.NAME, to);
    return Verifier.WELL;
  }

  private static void write(
      Path folder, SortedMap<String, String> files, Renaming renaming, Origin origin)
      throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> there = Files.list(folder)) {
        if (there.findAny().isPresent()) {
          throw new BadInput(
              folder
                  + " is not empty: choose another package, or delete it;"
                  + " to bring a copy up to date, see diff --help.");
        }
      }
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(Renaming.path(file.getKey()));
      Files.createDirectories(path.getParent());
      Files.writeString(path, renaming.out(file.getValue()));
    }
    Files.writeString(folder.resolve(Origin.FILE), origin.text());
  }
}
