// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A copy of the kernel with one change.
 *
 * @param name for the folder
 * @param file of the kernel's sources
 * @param was text in it, which is there once
 * @param is in its place
 */
public record Mutant(String name, String file, String was, String is) {

  private static final Path KERNEL = Path.of("../kernel/src/main/java");

  /** Compiles the copy. */
  public Path compile(Path work) throws IOException {
    Path sources = work.resolve(name + "/java");
    Path classes = Files.createDirectories(work.resolve(name + "/classes"));
    List<Path> copies = new ArrayList<>();
    try (Stream<Path> files = Files.walk(KERNEL)) {
      for (Path source : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        if (!source.endsWith("module-info.java")) {
          Path copy = sources.resolve(KERNEL.relativize(source));
          Files.createDirectories(copy.getParent());
          String text = Files.readString(source);
          copies.add(Files.writeString(copy, source.endsWith(file) ? changed(text) : text));
        }
      }
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("--release", "17", "-proc:none", "-d", classes.toString());
      if (!compiler
          .getTask(said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(copies))
          .call()) {
        throw new IOException("the mutant " + name + " does not compile:\n" + said);
      }
    }
    return classes;
  }

  private String changed(String text) {
    int at = text.indexOf(was);
    if (at < 0 || text.indexOf(was, at + 1) >= 0) {
      throw new IllegalStateException(name + ": in " + file + " this is not there once: " + was);
    }
    return text.replace(was, is);
  }

  /** The random programs, run with the classes of this folder in place of the kernel's. */
  @SuppressWarnings("unchecked") // the other loader's class is a LongFunction of such maps too
  static LongFunction<Map<String, List<String>>> runs(Path kernel)
      throws ReflectiveOperationException {
    ClassLoader loader = new Loader(kernel);
    return (LongFunction<Map<String, List<String>>>)
        loader.loadClass(RandomRuns.class.getName()).getConstructor().newInstance();
  }

  /**
   * Takes the kernel from a folder, and its users from the class path, before it asks its parent.
   */
  private static final class Loader extends ClassLoader {
    private final Path kernel;

    Loader(Path kernel) {
      super(Mutant.class.getClassLoader());
      this.kernel = kernel;
      clearAssertionStatus(); // off: conformance alone is to tell
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        String file = name.replace('.', '/') + ".class";
        try {
          byte[] code;
          if (name.startsWith("dev.sluice.kernel.")) {
            code = Files.readAllBytes(kernel.resolve(file));
          } else if (name.startsWith(Mutant.class.getPackageName() + ".")) {
            code = getParent().getResourceAsStream(file).readAllBytes();
          } else {
            return super.loadClass(name, resolve);
          }
          return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    }
  }
}
