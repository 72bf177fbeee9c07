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
 * A class loader with another copy of the kernel's classes, which has probes, and of the classes
 * that drive the kernel. In a new world no class is loaded, initialised or linked yet.
 *
 * <p>The kernel is the one that the tests see: a mutant or a copy is swept in the same way.
 *
 * <p>The driving classes call {@link #run} when a spawn has returned.
 */
final class World extends ClassLoader implements Runnable {

  /** The packages whose classes get probes. */
  private static final List<String> OURS =
      List.of("dev.sluice.kernel.", "dev.sluice.io.", "dev.sluice.sync.");

  private static final String INSIDE = "dev.sluice.anomaly.inside.";

  private static final Instrumenter INSTRUMENTER = new Instrumenter();

  /** The instrumented classes. The numbers of the places are the same in each world. */
  private static final Map<String, byte[]> CLASSES = new ConcurrentHashMap<>();

  static {
    registerAsParallelCapable();
  }

  private final boolean closes;
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /**
   * Makes a new world.
   *
   * @param closes whether the kernel cannot load more of its classes after a spawn has returned
   */
  World(boolean closes) {
    super(World.class.getClassLoader());
    this.closes = closes;
  }

  /** Returns the door to this world. */
  @SuppressWarnings("unchecked") // Entry is such a function
  Function<List<String>, List<String>> open() {
    try {
      Class<?> entry = loadClass(INSIDE + "Entry");
      return (Function<List<String>, List<String>>) entry.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Says that a spawn has returned. */
  @Override
  public void run() {
    closed = closes;
  }

  /** Returns the classes that the kernel could not load. */
  List<String> refused() {
    return refused;
  }

  /** Tells whether a class gets probes. */
  static boolean isProbed(String name) {
    return OURS.stream().anyMatch(name::startsWith);
  }

  /** Returns how many places have a probe, in the classes that were loaded so far. */
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

  /** Tells whether the kernel asks for the class, and not a class that drives the kernel. */
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
