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
 * The sources of a kernel, to be changed and compiled. They are compiled without {@code
 * module-info}, because the harnesses look into the package from the class path.
 *
 * @param files text by path below the root, for example {@code dev/sluice/sync/Slot.java}
 */
public record KernelSources(SortedMap<String, String> files) {

  /** The module of the kernel. */
  public static final Path MODULE = Project.ROOT.resolve("kernel");

  /** The folder of the kernel's sources. */
  public static final Path HERE = MODULE.resolve("src/main/java");

  /** The folder of the sources in a folder that they were compiled in. */
  public static final String COMPILED = "java";

  /** Copies the map. */
  public KernelSources {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /**
   * Reads the sources.
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

  /** Returns the text of one file. */
  public String text(String path) {
    String text = files.get(path);
    if (text == null) {
      throw new IllegalArgumentException("the kernel has no " + path);
    }
    return text;
  }

  /** Returns these sources with another text in one file. */
  public KernelSources with(String path, String text) {
    SortedMap<String, String> changed = new TreeMap<>(files);
    changed.put(path, text);
    return new KernelSources(changed);
  }

  /**
   * Compiles the sources.
   *
   * @param folder the folder for the sources and the classes
   * @return the folder of the classes, which goes first on a class path
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

  /** Returns the class path of this JVM: a kernel with counters needs the classes that count. */
  private static String classPath() {
    return System.getProperty("java.class.path");
  }
}
