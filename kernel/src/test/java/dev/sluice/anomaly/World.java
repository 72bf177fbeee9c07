// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A class loader with the kernel's classes once more, with probes in them, and what drives them. In
 * a new world nothing is loaded, initialised or linked yet.
 *
 * <p>The kernel is the one that the tests see: a mutant or a copy is swept by the same means.
 *
 * <p>What drives the kernel says by {@link #run} that a spawn has returned.
 */
final class World extends ClassLoader implements Runnable {

  /** The packages whose classes get probes. */
  private static final List<String> OURS =
      List.of("dev.sluice.kernel.", "dev.sluice.io.", "dev.sluice.sync.");

  private static final String INSIDE = "dev.sluice.anomaly.inside.";

  private static final Instrumenter INSTRUMENTER = new Instrumenter();

  /** Instrumented once; the numbers of the places are the same in each world. */
  private static final Map<String, byte[]> CLASSES = new ConcurrentHashMap<>();

  static {
    registerAsParallelCapable();
  }

  private final boolean closes;
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /**
   * A new world.
   *
   * @param closes whether the kernel can load no more of its classes once a spawn has returned
   */
  World(boolean closes) {
    super(World.class.getClassLoader());
    this.closes = closes;
  }

  /** The door to it. */
  @SuppressWarnings("unchecked") // it is
  Function<List<String>, List<String>> open() {
    try {
      Class<?> entry = loadClass(INSIDE + "Entry");
      return (Function<List<String>, List<String>>) entry.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A spawn has returned. */
  @Override
  public void run() {
    closed = closes;
  }

  /** The classes that the kernel could not load. */
  List<String> refused() {
    return refused;
  }

  /** Whether a class gets probes. */
  static boolean isProbed(String name) {
    return OURS.stream().anyMatch(name::startsWith);
  }

  /** How many places have a probe, in the classes that were loaded so far. */
  static int places() {
    return INSTRUMENTER.places();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!isProbed(name) && !name.startsWith(INSIDE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        if (closed && isProbed(name) && isAskedForByTheKernel()) {
          refused.add(name);
          throw new NoClassDefFoundError(name + " is refused");
        }
        byte[] bytes = CLASSES.computeIfAbsent(name, World::read);
        loaded = defineClass(name, bytes, 0, bytes.length);
      }
      return loaded;
    }
  }

  /** Not by who uses the kernel, and has a class with the name of one of the kernel's in it. */
  private static boolean isAskedForByTheKernel() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .map(StackWalker.StackFrame::getClassName)
                    .filter(name -> isProbed(name) || name.startsWith(INSIDE))
                    .findFirst()
                    .map(World::isProbed)
                    .orElse(false));
  }

  private static byte[] read(String name) {
    String file = name.replace('.', '/') + ".class";
    try (InputStream in = World.class.getClassLoader().getResourceAsStream(file)) {
      if (in == null) {
        throw new NoClassDefFoundError(file);
      }
      byte[] plain = in.readAllBytes();
      return isProbed(name) ? INSTRUMENTER.instrument(plain) : plain;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
