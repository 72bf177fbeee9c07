// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The sources of a kernel, to be changed and compiled. They are compiled without the module's
 * declaration: the harnesses look into the package from the class path.
 *
 * @param files text by path below the root, {@code dev/sluice/sync/Slot.java} say
 */
public record KernelSources(SortedMap<String, String> files) {

  /** The module that has them. */
  public static final Path MODULE = Project.ROOT.resolve("kernel");

  /** Where that has them. */
  public static final Path HERE = MODULE.resolve("src/main/java");

  /** Where the sources are in a folder that they were compiled in. */
  public static final String COMPILED = "java";

  /** Takes a copy. */
  public KernelSources {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /**
   * Reads them.
   *
   * @param root the folder above {@code dev}
   * @throws IOException if they cannot be read
   */
  public static KernelSources read(Path root) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(root)) {
      for (Path file : found.filter(f -> f.toString().endsWith(".java")).toList()) {
        if (!file.endsWith("module-info.java")) {
          String path = root.relativize(file).toString().replace('\\', '/');
          files.put(path, Files.readString(file));
        }
      }
    }
    if (files.isEmpty()) {
      throw new IOException("no sources of the kernel in " + root.toAbsolutePath());
    }
    return new KernelSources(files);
  }

  /** The text of one file. */
  public String text(String path) {
    String text = files.get(path);
    if (text == null) {
      throw new IllegalArgumentException("the kernel has no " + path);
    }
    return text;
  }

  /** The same with other text in one file. */
  public KernelSources with(String path, String text) {
    SortedMap<String, String> changed = new TreeMap<>(files);
    changed.put(path, text);
    return new KernelSources(changed);
  }

  /**
   * Compiles them.
   *
   * @param folder for the sources and the classes
   * @return the folder of the classes, to be put first on a class path
   * @throws IOException if they do not compile
   */
  public Path compile(Path folder) throws IOException {
    Path sources = folder.resolve(COMPILED);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<Path> copies = new ArrayList<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path copy = sources.resolve(file.getKey());
      Files.createDirectories(copy.getParent());
      copies.add(Files.writeString(copy, file.getValue()));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "--release", "17", "-proc:none", "-g", "-cp", classPath(), "-d", classes.toString());
      if (!compiler
          .getTask(said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(copies))
          .call()) {
        throw new IOException("does not compile, in " + folder + ":\n" + said);
      }
    }
    return classes;
  }

  /** Of this class: what a guest with counters in it counts with. */
  private static String classPath() {
    return System.getProperty("java.class.path");
  }
}
